// The vendor's JavaScript SDK against the server: what an app sees of each error.
'use strict';

const assert = require('node:assert/strict');
const { once } = require('node:events');
const { after, test } = require('node:test');
const { Realtime, TextMessage, Event } = require('leancloud-realtime');

const { WS_URL, HURRIED_WS_URL, ADMIN_URL, TLS_HOST, APP_ID } = process.env;
const CODES = JSON.parse(process.env.CODES); // every code that can be sent, as {code, name}

const NO_BINARY = process.env.NO_BINARY === '1'; // selects the subprotocol with text frames

const connections = [];

function realtime(options) {
  const r = new Realtime({ appId: APP_ID, appKey: 'key', server: '127.0.0.1', RTMServers: WS_URL, noBinary: NO_BINARY, ...options });
  connections.push(r);
  return r;
}

// If a login fails, the SDK keeps the connection open, which keeps Node running.
after(() => connections.forEach(r => r._close()));

let names = 0;
const name = () => `anna-${process.pid}-${names++}`;

// Opens a session on a new connection, for the time of the test.
async function logIn(t, id = name(), options = {}, realtimeOptions = {}) {
  const client = await realtime(realtimeOptions).createIMClient(id, options);
  t.after(() => client.close().catch(() => {}));
  return client;
}

// Asserts that a promise fails with an Error whose name and message are the reason.
async function fails(promise, code, reason, more = {}) {
  const err = await promise.then(
    () => assert.fail(`succeeded, and should fail with ${code}`),
    err => err
  );
  hears(err, code, reason, more);
}

function hears(err, code, reason, { detail = null, appCode = null } = {}) {
  assert.ok(err instanceof Error, `an Error, not ${err}`);
  assert.deepEqual({ code: err.code, name: err.name, message: err.message }, { code, name: reason, message: reason });
  assert.equal(err.detail ?? null, detail);
  assert.equal(err.appCode ?? null, appCode);
}

// Resolves to what the app hears when the server closes the session.
function closing(client) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('the app hears nothing')), 5000).unref();
    client.on(Event.CLOSE, ({ code, reason }) => resolve({ event: 'close', code, reason }));
    client.on(Event.CONFLICT, ({ reason }) => resolve({ event: 'conflict', reason }));
  });
}

// Does something to the sessions of a client on the server.
async function admin(path, query) {
  const answer = await fetch(`${ADMIN_URL}/${path}?${new URLSearchParams(query)}`, { method: 'POST' });
  assert.equal(answer.status, 200);
}

test('every code as the reply to a request', async t => {
  const client = await logIn(t);
  for (const { code, name } of CODES) {
    await fails(client.createConversation({ members: ['bob'], name: `fail-${code}` }), code, name);
  }
  assert.ok(CODES.length >= 58);
});

test('every code as the reply to a login', async () => {
  for (const { code, name } of CODES) {
    const opening = realtime().createIMClient(`fail-${code}`);
    if (code === 4112) { // the SDK handles it: it logs in again without its token if it has one
      await assert.rejects(opening, { message: 'Unexpected session expiration' });
    } else {
      await fails(opening, code, name);
    }
  }
});

test('every code as a failed ack', async t => {
  const conversation = await (await logIn(t)).createConversation({ members: ['bob'] });
  for (const { code, name } of CODES) {
    await fails(conversation.send(new TextMessage(`fail-${code}`)), code, name);
  }
});

test('every code as a partial failure', async t => {
  const conversation = await (await logIn(t)).createConversation({ members: ['bob'] });
  for (const { code, name } of CODES) {
    const { successfulClientIds, failures } = await conversation.add([`fail-${code}`, 'cleo']);
    assert.deepEqual(successfulClientIds, ['cleo']);
    assert.equal(failures.length, 1);
    hears(failures[0], code, name);
    assert.deepEqual(failures[0].clientIds, [`fail-${code}`]);
  }
});

test('every code as a cut', async t => {
  for (const { code, name } of CODES) {
    const client = await logIn(t);
    const closed = closing(client);
    await admin('kick', { peer: client.id, code });
    assert.deepEqual(await closed,
      code === 4111 ? { event: 'conflict', reason: name } : { event: 'close', code, reason: name });
  }
});

test('a message of the error\'s own, and an app\'s code', async t => {
  const client = await logIn(t);
  await fails(client.createConversation({ members: ['bob'], name: 'detail' }), 4305, 'CONVERSATION_REJECTED_BY_APP',
    { detail: 'No more conversations today.', appCode: -7 });
  const conversation = await client.createConversation({ members: ['bob'] });
  await fails(conversation.send(new TextMessage('detail')), 4305, 'CONVERSATION_REJECTED_BY_APP', { appCode: -7 });
  const { failures } = await conversation.add('detail');
  hears(failures[0], 4305, 'CONVERSATION_REJECTED_BY_APP', { detail: 'No more conversations today.', appCode: -7 });
});

test('an error without a code', async t => {
  const client = await logIn(t);
  await fails(client.createConversation({ members: ['bob'], name: 'secret' }), 4200, 'INTERNAL_ERROR');
});

test('a code of LeanCloud\'s, and one that no catalog lists', async t => {
  const client = await logIn(t);
  await fails(client.createConversation({ members: ['bob'], name: 'fail-leancloud-211' }), 211, 'Could not find user.');
  await fails(client.createConversation({ members: ['bob'], name: 'fail-5130' }), 5130, 'Unknown error.');
});

test('a conversation, its members and their messages', async t => {
  const [anna, bob, cleo] = [await logIn(t), await logIn(t), await logIn(t)];
  const invited = once(bob, Event.INVITED);
  const conversation = await anna.createConversation({ members: [bob.id], name: 'lunch', size: 3 });
  assert.ok(conversation.id);
  const [{ invitedBy }, his] = await invited;
  assert.equal(invitedBy, anna.id);
  assert.equal(his.id, conversation.id);
  assert.equal(his.get('name'), 'lunch');
  assert.equal(his.get('size'), 3);
  assert.equal(his.creator, anna.id);
  assert.deepEqual(his.members.sort(), [anna.id, bob.id].sort());

  let got = once(bob, Event.MESSAGE);
  const sent = await conversation.send(new TextMessage('Noon? 午饭'));
  assert.ok(sent.id);
  const [message] = await got;
  assert.equal(message.text, 'Noon? 午饭');
  assert.equal(message.from, anna.id);
  assert.equal(message.id, sent.id);
  assert.equal(Number(message.timestamp), Number(sent.timestamp));
  got = once(anna, Event.MESSAGE);
  await his.send(new TextMessage('Yes.'));
  assert.equal((await got)[0].text, 'Yes.');

  const joined = once(bob, Event.MEMBERS_JOINED);
  await conversation.add(cleo.id);
  assert.deepEqual((await joined)[0], { invitedBy: anna.id, members: [cleo.id] });
  assert.equal(await conversation.count(), 3);
  const [kicked, left] = [once(cleo, Event.KICKED), once(bob, Event.MEMBERS_LEFT)];
  await conversation.remove(cleo.id);
  assert.equal((await kicked)[0].kickedBy, anna.id);
  assert.deepEqual((await left)[0].members, [cleo.id]);

  const same = { members: [bob.id, cleo.id], unique: true };
  assert.equal((await anna.createConversation(same)).id, (await anna.createConversation(same)).id);
  assert.equal(await anna.getConversation('nowhere'), null);
});

test('what a conversation refuses', async t => {
  const [anna, bob] = [await logIn(t), await logIn(t)];
  const conversation = await anna.createConversation({ members: [], name: 'alone' });
  const his = await bob.getConversation(conversation.id);
  await fails(his.send(new TextMessage('Hello?')), 4401, 'INVALID_MESSAGING_TARGET');
  await fails(his.add('cleo'), 4317, 'CONVERSATION_MEMBERSHIP_REQUIRED');
  await fails(his.remove(anna.id), 4317, 'CONVERSATION_MEMBERSHIP_REQUIRED');
  await his.join();
  await his.send(new TextMessage('Hello!'));
  const { failures } = await conversation.add(['x'.repeat(65)]);
  hears(failures[0], 4103, 'INVALID_LOGIN');
  const many = Array.from({ length: 600 }, (_, i) => `m${i}`);
  const added = [await conversation.add(many.slice(0, 450)), await conversation.add(many.slice(450))];
  assert.equal(added[0].failures.length, 0);
  assert.equal(added[1].successfulClientIds.length, 48);
  hears(added[1].failures[0], 4304, 'CONVERSATION_FULL');
  assert.equal(added[1].failures[0].clientIds.length, 102);

  const nowhere = await anna.parseConversation({ id: 'nowhere' });
  await fails(nowhere.send(new TextMessage('Hello?')), 4401, 'INVALID_MESSAGING_TARGET');
  await fails(nowhere.add('bob'), 4303, 'CONVERSATION_NOT_FOUND');
  await fails(nowhere.remove('bob'), 4303, 'CONVERSATION_NOT_FOUND');
  await fails(nowhere.count(), 4303, 'CONVERSATION_NOT_FOUND');
  await fails(nowhere.mute(), 4200, 'INTERNAL_ERROR', { detail: 'This server does not know the command.' });
  await fails(anna.getQuery().equalTo('name', 'alone').find(), 4310, 'CONVERSATION_QUERY_FAILED',
    { detail: 'This server finds conversations by objectId.' });
});

test('what a login refuses', async t => {
  await fails(realtime().createIMClient('名'.repeat(65)), 4103, 'INVALID_LOGIN');
  await logIn(t, '名'.repeat(64));
  await fails(realtime({ appId: 'other' }).createIMClient('anna'), 4100, 'APP_NOT_AVAILABLE');
  const unnamed = await logIn(t, undefined);
  assert.ok(unnamed.id);
});

test('several clients on one connection', async t => {
  const shared = realtime();
  const [anna, bob] = [await shared.createIMClient(name()), await shared.createIMClient(name())];
  t.after(async () => {
    await bob.close().catch(() => {});
    await anna.close(); // closes the connection
  });
  const got = once(bob, Event.MESSAGE);
  await (await anna.createConversation({ members: [bob.id] })).send(new TextMessage('Hello!'));
  assert.equal((await got)[0].from, anna.id);
  const closed = closing(bob);
  await admin('kick', { peer: bob.id, code: 4115 });
  assert.deepEqual(await closed, { event: 'close', code: 4115, reason: 'KICKED_BY_APP' });
  await anna.createConversation({ members: ['bob'] }); // still has its session
});

test('a frame that is too long, and one that is not a command', async t => {
  const anna = await logIn(t);
  let closed = closing(anna);
  const conversation = await anna.createConversation({ members: ['bob'] });
  await conversation.send(new TextMessage('x'.repeat(4500)));
  anna._connection._ws.send(NO_BINARY ? Buffer.alloc(5500).toString('base64') : Buffer.alloc(5500));
  assert.deepEqual(await closed, { event: 'close', code: 4109, reason: 'FRAME_TOO_LONG' });

  for (const frame of NO_BINARY ? ['!', '////', Buffer.from('AAAA', 'base64')] : [Buffer.from([0xff]), 'text']) {
    const bob = await logIn(t);
    closed = closing(bob);
    bob._connection._ws.send(frame);
    assert.deepEqual(await closed, { event: 'close', code: 4114, reason: 'UNPARSEABLE_RAW_MESSAGE' });
  }
});

test('a client that is silent for too long', async t => {
  const anna = await logIn(t, name(), {}, { RTMServers: HURRIED_WS_URL });
  assert.deepEqual(await closing(anna), { event: 'close', code: 4107, reason: 'READ_TIMEOUT' });
});

test('the same client on another device', async t => {
  const id = name();
  const first = await logIn(t, id, { tag: 'mobile' });
  const conflict = closing(first);
  const third = await logIn(t, id); // without the tag
  const second = await logIn(t, id, { tag: 'mobile' });
  assert.deepEqual(await conflict, { event: 'conflict', reason: 'SESSION_CONFLICT' });
  await Promise.all([second, third].map(client => client.createConversation({ members: ['bob'] })));
});

test('echo', async t => {
  const anna = await logIn(t);
  const reply = await anna._connection.ping();
  assert.equal(reply.cmd, 14);
});

test('a client reconnects, with its token and without', async t => {
  const anna = await logIn(t);
  for (const token of [undefined, 'expired']) {
    if (token) {
      anna._sessionManager.setSessionToken(token, 3600); // the server answers it with 4112
    }
    const [disconnected, reconnected] = [once(anna, Event.DISCONNECT), once(anna, Event.RECONNECT)];
    await admin('drop', { peer: anna.id }); // with 1001, as when the server goes away
    await disconnected;
    await reconnected;
    await anna.createConversation({ members: ['bob'] });
    assert.notEqual(await anna._sessionManager.getSessionToken(), 'expired');
  }
});

test('a client logs out', async t => {
  const anna = await logIn(t);
  const closed = closing(anna);
  await anna.close();
  assert.deepEqual(await closed, { event: 'close', code: 0, reason: undefined });
});

test('the router tells where to connect to', async t => {
  const anna = await logIn(t, name(), {}, { server: TLS_HOST, RTMServers: undefined });
  await anna.createConversation({ members: ['bob'] });
  assert.equal(anna._connection._ws.url, `wss://${TLS_HOST}/`);
});
