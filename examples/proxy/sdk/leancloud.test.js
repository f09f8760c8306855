// LeanCloud's JavaScript SDK in front of the proxy: what the developer of an app
// gets to see of each error of the server.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const AV = require('leancloud-storage');

const { PROXY_URL, RELAYING_URL, TRANSLATING_URL, SLOW_URL, DOWN_URL } = process.env;
AV.init({ appId: 'demo', appKey: 'demo-key', serverURL: PROXY_URL });

// Asks a server, by way of a proxy, for a class, whose name says what it does.
function find(proxy, name) {
  AV.setServerURL(proxy);
  return new AV.Query(name).find();
}

async function fails(promise, code, text) {
  const err = await promise.then(
    () => assert.fail(`succeeded, and should fail with ${code}`),
    err => err
  );
  assert.ok(err instanceof AV.Error, 'an AV.Error');
  assert.equal(err.code, code);
  assert.equal(err.rawMessage ?? err.message, text);
}

test('a success', async () => {
  const [one] = await find(PROXY_URL, 'fine');
  assert.equal(one.get('name'), 'ada');
});

test('a code', () => fails(find(PROXY_URL, 'taken'), 202, 'Username has already been taken.'));

test('a code with the message of the server', () => fails(find(RELAYING_URL, 'taken'), 202, 'The name ada has been taken.'));

test('a code of the app', () => fails(find(RELAYING_URL, 'unlisted'), 70001, 'No more seats in row 7.'));

test('a compressed error', () => fails(find(RELAYING_URL, 'compressed'), 211, 'No user is named ada.'));

test('an error of Backend Services', () => fails(find(TRANSLATING_URL, 'everlive'), 202, 'Username has already been taken.'));

test('a page of a dead server', () => fails(find(PROXY_URL, 'html'), 511, 'Temporarily Unavailable.'));

test('a server that is down', () => fails(find(DOWN_URL, 'fine'), 511, 'Temporarily Unavailable.'));

test('a slow server', () => fails(find(SLOW_URL, 'silent'), 124,
  'The request timed out on the server. Typically this indicates the request is too expensive.'));

test('a success that is cut off', async () => {
  await assert.rejects(find(PROXY_URL, 'cut-success'));
});

test('errors within a batch', async () => {
  AV.setServerURL(PROXY_URL);
  const Post = AV.Object.extend('Post');
  const err = await AV.Object.saveAll([new Post(), new Post()]).then(() => assert.fail('succeeded'), err => err);
  assert.equal(err.code, 137);
  assert.equal(err.message, 'Taken.');
});
