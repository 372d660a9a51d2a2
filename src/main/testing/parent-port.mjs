// What Electron gives a utility process, over the channel that Node gives a forked one.
process.parentPort = {
  postMessage: (message) => process.send(message),
  on: (_event, listener) => process.on('message', (data) => listener({ data })),
};
