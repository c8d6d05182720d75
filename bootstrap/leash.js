// Loaded into the node before anything else: the channel to the bootstrap breaks when that is killed.
process.channel?.unref()
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
