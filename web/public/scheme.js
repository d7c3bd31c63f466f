// Sets the colour scheme before the first paint. A file of its own because the content security policy allows no inline
// script; the key is the one that the theme's colour scheme manager writes.
;(function () {
  let choice = null
  try {
    choice = localStorage.getItem('switchyard-scheme')
  } catch {
    // Storage can be switched off; the system's scheme is used then.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
