// Loaded before the SDKs: no connection leaves this machine, and none is tried in
// silence.
'use strict';

const net = require('node:net');

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : net._normalizeArgs(args);
  if (options.host !== '127.0.0.1') {
    console.error(`connecting to ${options.host}, which is not 127.0.0.1`);
    process.exit(1);
  }
  return connect.apply(this, args);
};
