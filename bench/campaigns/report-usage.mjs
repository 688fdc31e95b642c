// Preloaded into a process that is measured: says at its end what it used. Plain JavaScript, since taking out types takes memory.
process.on('exit', () => {
  process.stderr.write(JSON.stringify({ cpu: process.cpuUsage(), memory: process.resourceUsage().maxRSS }))
})
