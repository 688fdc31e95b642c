// Preloaded into a process that is measured: says at its end what it used.
process.on('exit', () => {
  process.stderr.write(JSON.stringify({ cpu: process.cpuUsage(), memory: process.resourceUsage().maxRSS }))
})
