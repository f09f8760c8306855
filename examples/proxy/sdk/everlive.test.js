// The JavaScript SDK of Backend Services in front of the proxy: what the developer
// of an app gets to see of each error of the server.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const Everlive = require('everlive-sdk');

const { PROXY_URL, RELAYING_URL, TRANSLATING_URL, SLOW_URL, DOWN_URL } = process.env;

// Asks a server, by way of a proxy, for a content type, whose name says what it does.
function get(proxy, name) {
  const el = new Everlive({ appId: 'demo', scheme: 'http', url: `${proxy.replace('http:', '')}/v1/` });
  return el.data(name).get();
}

async function fails(promise, code, message) {
  const err = await promise.then(
    () => assert.fail(`succeeded, and should fail with ${code}`),
    err => err
  );
  assert.deepEqual(err, { message, code });
}

test('a success', async () => {
  const { result } = await get(PROXY_URL, 'items');
  assert.equal(result[0].Name, 'ada');
});

test('a code', () => fails(get(PROXY_URL, 'everlive'), 201, 'A user with the same username already exists.'));

test('a code with the message of the server', () => fails(get(RELAYING_URL, 'everlive'), 201, 'The name ada is taken.'));

test('an error of LeanCloud', () => fails(get(TRANSLATING_URL, 'taken'), 201, 'A user with the same username already exists.'));

test('a compressed error', () => fails(get(TRANSLATING_URL, 'compressed'), 206, 'The specified user was not found.'));

test('a code of the app, which this format lacks', () => fails(get(TRANSLATING_URL, 'unlisted'), 1, 'Unexpected error.'));

test('a page of a dead server', () => fails(get(PROXY_URL, 'html'), 670, 'Application is down for maintenance'));

test('a server that is down', () => fails(get(DOWN_URL, 'items'), 670, 'Application is down for maintenance'));

test('a slow server', () => fails(get(SLOW_URL, 'silent'), 650, 'The request timed out.'));
