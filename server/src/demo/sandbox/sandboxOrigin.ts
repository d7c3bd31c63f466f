/**
 * Where deliveries find the sandbox buyer. The name is no machine's: `.internal` never leaves a network, and requests to this
 * origin go to the sandbox inside this process, whatever port it has today. So the set-up stays true across restarts.
 */
export const sandboxOrigin = 'http://sandbox.switchyard.internal'
