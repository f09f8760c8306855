// The JavaScript SDK of Backend Services against the server: what the developer of
// an app gets to see of each failure.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const Everlive = require('everlive-sdk');

const { SERVER_URL, EXPIRED_URL, APP_ID } = process.env;

function connect(base, options) {
  return new Everlive({ appId: APP_ID, scheme: 'http', url: `${base.replace('http:', '')}/v1/`, ...options });
}

// Asserts what a promise fails with: a plain object of the message and the code.
async function fails(promise, code, message) {
  const err = await promise.then(
    () => assert.fail(`succeeded, and should fail with ${code}`),
    err => err
  );
  assert.equal(Object.getPrototypeOf(err), Object.prototype, `a plain object, not ${err}`);
  assert.deepEqual(err, { message, code });
}

let names = 0;
async function register(el) {
  const name = `el-${process.pid}-${names++}`;
  const { result } = await el.Users.register(name, 'right', { DisplayName: 'Tom' });
  return { name, id: result.Id };
}

test('registration, login, current user and logout work', async () => {
  const el = connect(SERVER_URL);
  const { name, id } = await register(el);
  const { result } = await el.authentication.login(name, 'right');
  assert.equal(result.principal_id, id);
  assert.equal((await el.Users.currentUser()).result.DisplayName, 'Tom');
  await el.Users.updateSingle({ Id: id, DisplayName: 'Thomas' });
  const status = await el.authentication.getAuthenticationStatus();
  assert.equal(status.status, 'authenticated');
  assert.equal(status.user.DisplayName, 'Thomas');
  await el.Users.changePassword(name, 'right', 'new', true);
  const token = el.setup.token;
  await el.authentication.logout();
  el.authentication.setAuthorization(token, 'bearer', id);
  await fails(el.Users.currentUser(), 301, 'Invalid access token.');
  await el.authentication.login(name, 'new');
});

test('registration twice', async () => {
  const el = connect(SERVER_URL);
  const { name } = await register(el);
  await fails(el.Users.register(name, 'other'), 201, 'A user with the same username already exists.');
});

test('registration with an email address twice', async () => {
  const el = connect(SERVER_URL);
  const Email = `el-${process.pid}@example.com`;
  await el.Users.register(`mail1-${process.pid}`, 'x', { Email });
  await fails(el.Users.register(`mail2-${process.pid}`, 'x', { Email }), 211, 'A user with the specified email already exists.');
});

test('login with a wrong password, and of nobody', async () => {
  const el = connect(SERVER_URL);
  const { name } = await register(el);
  await fails(el.authentication.login(name, 'wrong'), 205, 'Invalid username or password.');
  await fails(el.authentication.login('nobody', 'wrong'), 205, 'Invalid username or password.');
});

test('login is locked after six failures', async () => {
  const el = connect(SERVER_URL);
  const { name } = await register(el);
  for (let i = 0; i < 6; i++) {
    await fails(el.authentication.login(name, 'wrong'), 205, 'Invalid username or password.');
  }
  await fails(el.authentication.login(name, 'right'), 222, 'Too many failed logins. Try again later.');
});

test('a session expires', async () => {
  const expiring = connect(EXPIRED_URL);
  const { name, id } = await register(expiring);
  const { result } = await expiring.authentication.login(name, 'right');
  await fails(expiring.Users.currentUser(), 302, 'Your access token has expired.');
  assert.equal((await expiring.authentication.getAuthenticationStatus()).status, 'expiredAuthentication');

  // The SDK logs in anew and repeats the request, once. On this way it refers to a
  // class that only browsers have.
  globalThis.XMLHttpRequest = class {};
  let asked = 0;
  const el = connect(SERVER_URL, {
    authentication: {
      onAuthenticationRequired() {
        asked++;
        connect(SERVER_URL).authentication.login(name, 'right').then(({ result }) => el.authentication.completeAuthentication(result));
      },
    },
  });
  el.authentication.setAuthorization(result.access_token, 'bearer', id);
  const created = await el.data('Article').create({ Title: 'after the new login' });
  assert.ok(created.result.Id);
  assert.equal(asked, 1);
});

test('a unique field', async () => {
  const books = connect(SERVER_URL).data('Book');
  await books.create({ isbn: `el-${process.pid}` });
  await fails(books.create({ isbn: `el-${process.pid}` }), 107, 'The operation results in a duplicate key for a unique index.');
});

test('items are created, read, queried, changed and deleted', async () => {
  const articles = connect(SERVER_URL).data('Article');
  const Tag = `t-${process.pid}`;
  const { result: one } = await articles.create({ Tag, Title: 'one', Stars: 1 });
  await articles.create({ Tag, Title: 'two' });
  assert.ok(one.CreatedAt instanceof Date);
  const found = await articles.get({ Tag });
  assert.equal(found.count, 2);
  assert.deepEqual(found.result.map(a => a.Title), ['one', 'two']);
  const query = new Everlive.Query().where().eq('Tag', Tag).done().orderDesc('Title').take(1).select('Title');
  assert.deepEqual((await articles.get(query)).result.map(a => [a.Title, a.Stars]), [['two', undefined]]);
  assert.deepEqual((await articles.get(new Everlive.Query().where().eq('Tag', Tag).done().orderDesc('Title').skip(1))).result.map(a => a.Title), ['one']);
  assert.equal((await articles.count({ Tag })).result, 2);
  const item = (await articles.getById(one.Id)).result;
  assert.equal(item.Stars, 1);
  await articles.updateSingle({ ...item, Title: 'changed' });
  await articles.rawUpdate({ $inc: { Stars: 2 } }, one.Id);
  const changed = (await articles.getById(one.Id)).result;
  assert.deepEqual([changed.Title, changed.Stars], ['changed', 3]);
  await articles.destroySingle({ Id: one.Id });
  await fails(articles.getById(one.Id), 801, 'Item not found.');
});

test('a missing item', async () => {
  const articles = connect(SERVER_URL).data('Article');
  await fails(articles.getById('nosuchid'), 801, 'Item not found.');
  await fails(articles.updateSingle({ Id: 'nosuchid', Title: 'x' }), 801, 'Item not found.');
  await fails(articles.destroySingle({ Id: 'nosuchid' }), 801, 'Item not found.');
});

test('a missing content type', async () => {
  const none = connect(SERVER_URL).data('NoSuchType');
  await fails(none.get(), 611, 'The specified content type was not found.');
  await fails(none.create({ Title: 'x' }), 611, 'The specified content type was not found.');
});

test('a bad query', async () => {
  const articles = connect(SERVER_URL).data('Article');
  await fails(articles.get({ Stars: { $in: 1 } }), 608, '$in of Stars has an operand of the wrong type.');
  await fails(articles.withHeaders({ 'X-Everlive-Sort': '{"Title":"up"}' }).get(), 609, 'Invalid sort expression.');
});

test('what the server does not do', async () => {
  const el = connect(SERVER_URL);
  const articles = el.data('Article');
  const no = (promise, feature) => fails(promise, 602, `This server does not support ${feature}.`);
  await no(articles.get({ Stars: { $gt: 1 } }), 'the operator $gt');
  await no(articles.expand({ Author: true }).get(), 'the header X-Everlive-Expand');
  await no(articles.update({ Title: 'x' }, { Title: 'y' }), 'changing several items with one request');
  await no(articles.destroy({ Title: 'y' }), 'deleting several items with one request');
  await no(articles.aggregate(new Everlive.AggregateQuery().groupBy('Title')), 'aggregation');
  await no(el.Files.get(), 'files');
  await no(el.Users.resetPassword({ Username: 'tom' }), 'mail');
  await no(el.businessLogic.invokeCloudFunction('hello'), 'cloud functions for Backend Services');
});

test('permission denied', async () => {
  const el = connect(SERVER_URL);
  const owner = await register(el);
  const stranger = await register(el);
  await el.authentication.login(stranger.name, 'right');
  await fails(el.Users.updateSingle({ Id: owner.id, DisplayName: 'x' }), 603, 'Access denied.');
  await fails(el.Users.get(), 603, 'Access denied.');
  el.authentication.clearAuthorization();
  await fails(el.Users.updateSingle({ Id: owner.id, DisplayName: 'x' }), 604, 'Unauthorized.');
});
