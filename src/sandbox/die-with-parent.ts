// Loaded into the app's process before the app itself: when the sandbox is gone, even by `kill -9`, the app goes too.
process.on('disconnect', () => process.exit(1));
process.channel?.unref();
