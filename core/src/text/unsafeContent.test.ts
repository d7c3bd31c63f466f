import { expect, test } from 'vitest'
import { findUnsafeContent } from './unsafeContent.ts'

test.each([
  '<script>alert(1)</script>',
  '<SCRIPT src=//x.test/y.js>',
  'Hello <b>you</b>',
  '<img src=x onerror=alert(1)',
  '<svg/onload=alert(1)>',
  '</title><script>',
  '<a href="https://x.test">x</a>',
  '<!-- hidden -->',
  '<?php echo 1 ?>',
  'javascript:alert(1)',
  'JavaScript: alert(1)',
  'java\tscript:alert(1)',
  '" onmouseover="alert(1)',
  'data:text/html,<p>x</p>',
  '<ifr\0ame src=x>',
])('%j is unsafe', (text) => {
  expect(findUnsafeContent(text)).not.toBeNull()
})

test.each([
  'a < b',
  'a <b and c',
  'I <3 you',
  'Tom & Jerry',
  '3 < 4 > 2',
  'x<y',
  'Ann <ann@example.com>',
  'on = off',
  'one=1&once=2',
  'Please call on Monday: 10:30',
  'I teach JavaScript: the good parts',
  'https://example.com/?on=1&script=2',
  'C++ -> <- =>',
  'below <% of normal',
  '',
])('%j is safe', (text) => {
  expect(findUnsafeContent(text)).toBeNull()
})

test('The words name what was found', () => {
  expect(findUnsafeContent('x<script>y')).toBe('HTML (<script>)')
})
