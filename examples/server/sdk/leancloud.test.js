// LeanCloud's JavaScript SDK against the server: what the developer of an app gets
// to see of each failure.
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const AV = require('leancloud-storage');

const { SERVER_URL, EXPIRED_URL, APP_ID, APP_KEY } = process.env;
AV.init({ appId: APP_ID, appKey: APP_KEY, serverURL: SERVER_URL });

const Post = AV.Object.extend('Post');
const Book = AV.Object.extend('Book'); // Book.isbn is unique

// Asserts what a promise fails with: the SDK appends status, method and URL to the
// server's text, which it keeps as rawMessage.
async function fails(promise, code, text, request) {
  const err = await promise.then(
    () => assert.fail(`succeeded, and should fail with ${code}`),
    err => err
  );
  assert.ok(err instanceof Error, 'an Error');
  assert.ok(err instanceof AV.Error, 'an AV.Error');
  assert.equal(err.code, code);
  assert.equal(typeof err.code, 'number');
  if (request) {
    assert.equal(err.rawMessage, text);
    const [status, method, path] = request.split(' ');
    assert.equal(err.message, `${text} [${status} ${method} ${SERVER_URL}${path}]`);
  } else { // out of a batch
    assert.equal(err.message, text);
  }
  return err;
}

let names = 0;
async function signUp() {
  const user = new AV.User();
  user.setUsername(`lc-${process.pid}-${names++}`);
  user.setPassword('right');
  return user.signUp();
}

test('sign-up, login, current user and update work', async () => {
  const user = await signUp();
  assert.match(user.id, /^[a-z0-9]{24}$/);
  assert.ok(user.getSessionToken());
  assert.equal(await user.isAuthenticated(), true);
  const again = await AV.User.logIn(user.getUsername(), 'right');
  assert.equal(again.id, user.id);
  await again.save({ nick: 'Tom' });
  const me = await AV.User.become(again.getSessionToken());
  assert.equal(me.get('nick'), 'Tom');
  await me.updatePassword('right', 'new');
  assert.equal(await me.isAuthenticated(), true, 'the new session token is kept');
  await AV.User.logIn(user.getUsername(), 'new');
});

test('sign-up twice', async () => {
  const user = await signUp();
  const twin = new AV.User({ username: user.getUsername(), password: 'other' });
  await fails(twin.signUp(), AV.Error.USERNAME_TAKEN, 'Username has already been taken.', '400 POST /1.1/users');
});

test('sign-up with an email address twice', async () => {
  const email = `lc-${process.pid}@example.com`;
  const user = await signUp();
  await user.save({ email });
  const other = new AV.User({ username: `other-${process.pid}`, password: 'x', email });
  await fails(other.signUp(), AV.Error.EMAIL_TAKEN, 'Email has already been taken.', '400 POST /1.1/users');
});

test('login with a wrong password', async () => {
  const user = await signUp();
  await fails(AV.User.logIn(user.getUsername(), 'wrong'), 210, 'The username and password mismatch.', '400 POST /1.1/login');
});

test('login of nobody', async () => {
  await fails(AV.User.logIn('nobody', 'wrong'), 211, 'Could not find user.', '400 POST /1.1/login');
});

test('login is locked after six failures', async () => {
  const user = await signUp();
  const name = user.getUsername();
  for (let i = 0; i < 6; i++) {
    await fails(AV.User.logIn(name, 'wrong'), 210, 'The username and password mismatch.', '400 POST /1.1/login');
  }
  const text = '登录失败次数超过限制，请稍候再试，或者通过忘记密码重设密码。';
  await fails(AV.User.logIn(name, 'right'), 219, text, '429 POST /1.1/login');
  assert.equal(await user.isAuthenticated(), true, 'the session of before goes on');
});

test('a session expires', async () => {
  const user = await signUp();
  const answer = await fetch(`${EXPIRED_URL}/1.1/login`, {
    method: 'POST',
    headers: { 'X-LC-Id': APP_ID, 'X-LC-Key': APP_KEY },
    body: JSON.stringify({ username: user.getUsername(), password: 'right' }),
  });
  const { sessionToken } = await answer.json();
  await fails(AV.User.become(sessionToken), 211, 'Verify sessionToken failed, maybe login expired.', '401 GET /1.1/users/me');
  user._sessionToken = sessionToken;
  assert.equal(await user.isAuthenticated(), false, 'the SDK takes 211 for the end of the session');
  await AV.User.logOut();
});

test('a unique field', async () => {
  await new Book({ isbn: `1-${process.pid}` }).save();
  const err = await fails(new Book({ isbn: `1-${process.pid}` }).save(), AV.Error.DUPLICATE_VALUE,
    'A unique field was given a value that is already taken.', '400 POST /1.1/classes/Book');
  assert.equal(err.code, 137);
});

test('objects are saved, queried, counted, changed and deleted', async () => {
  const tag = `t-${process.pid}`;
  const at = new Date('2026-01-02T03:04:05.678Z');
  const post = await new Post({ tag, title: 'one', stars: 1, at, list: ['a', 'b'] }).save();
  await new Post({ tag, title: 'two' }).save();
  const titles = async query => (await query.equalTo('tag', tag).ascending('title').find()).map(p => p.get('title'));
  assert.deepEqual(await titles(new AV.Query('Post')), ['one', 'two']);
  assert.deepEqual(await titles(new AV.Query('Post').containedIn('title', ['two', 'three'])), ['two']);
  assert.deepEqual(await titles(new AV.Query('Post').exists('stars')), ['one']);
  assert.deepEqual(await titles(new AV.Query('Post').doesNotExist('stars')), ['two']);
  assert.deepEqual(await titles(new AV.Query('Post').equalTo('at', at)), ['one']);
  assert.deepEqual(await titles(new AV.Query('Post').equalTo('list', 'b')), ['one']);
  assert.deepEqual(await titles(new AV.Query('Post').limit(1)), ['one']);
  assert.equal(await new AV.Query('Post').equalTo('tag', tag).count(), 2);
  post.increment('stars', 2);
  post.addUnique('list', 'c');
  await post.save(null, { fetchWhenSave: true });
  const fetched = await new AV.Query('Post').get(post.id);
  assert.equal(fetched.get('stars'), 3);
  assert.deepEqual(fetched.get('list'), ['a', 'b', 'c']);
  assert.deepEqual(fetched.get('at'), at);
  await post.destroy();
  assert.deepEqual(await titles(new AV.Query('Post')), ['two']);
});

test('a missing object', async () => {
  await new Post({ title: 'x' }).save();
  // The service answers these with {} and null, of which the SDK makes its error.
  const text = 'Object not found.';
  await fails(new AV.Query('Post').get('nosuchid'), AV.Error.OBJECT_NOT_FOUND, text);
  const missing = AV.Object.createWithoutData('Post', 'nosuchid');
  const err = await fails(AV.Object.fetchAll([missing]), AV.Error.OBJECT_NOT_FOUND, text);
  assert.equal(err.results[0].code, AV.Error.OBJECT_NOT_FOUND);
  await fails(missing.save({ title: 'x' }), 1, "Could not find object by id 'nosuchid' for class 'Post'.",
    '404 PUT /1.1/classes/Post/nosuchid');
});

test('a missing class', async () => {
  const err = await fails(new AV.Query('NoSuchClass').find(), AV.Error.OBJECT_NOT_FOUND,
    "Class or object doesn't exists.", '404 GET /1.1/classes/NoSuchClass');
  assert.equal(err.code, 101);
});

test('a bad query', async () => {
  await fails(new AV.Query('Post').greaterThan('stars', 1).find(), 108,
    'This server does not support the operator $gt.', '400 GET /1.1/classes/Post');
  await fails(new AV.Query('Post').ascending('nosuchfield').find(), 700,
    'Nonexistent query keys: nosuchfield', '400 GET /1.1/classes/Post');
});

test('a query too long for a URL', async () => {
  const tag = `long-${process.pid}`;
  await new Post({ tag, title: 'in' }).save();
  await new Post({ tag, title: 'out' }).save();
  const titles = Array.from({ length: 200 }, (_, i) => `none of ${i}`).concat('in');
  const found = await new AV.Query('Post').equalTo('tag', tag).containedIn('title', titles).find();
  assert.deepEqual(found.map(p => p.get('title')), ['in']);
  await fails(new AV.Query('Post').notContainedIn('title', titles).find(), 108, 'This server does not support the operator $nin.');
});

test('a password that is set and saved', async () => {
  const user = await signUp();
  const other = await AV.User.logIn(user.getUsername(), 'right');
  const otherToken = other.getSessionToken();
  const me = await AV.User.become(user.getSessionToken());
  me.setPassword('new');
  await me.save();
  assert.equal(await me.isAuthenticated(), true, 'the session that asked goes on');
  await fails(AV.User.become(otherToken), 211, 'Verify sessionToken failed, maybe login expired.', '401 GET /1.1/users/me');
  await fails(AV.User.logIn(user.getUsername(), 'right'), 210, 'The username and password mismatch.', '400 POST /1.1/login');
  await AV.User.logIn(user.getUsername(), 'new');
  await AV.User.logOut();
});

test('what the server does not do', async () => {
  const no = (promise, feature, request) => fails(promise, 108, `This server does not support ${feature}.`, `400 ${request}`);
  await no(new AV.Query('Post').include('by').find(), 'the parameter include', 'GET /1.1/classes/Post');
  await no(AV.User.loginWithAuthData({ openid: '1', access_token: 'x' }, 'weixin'), 'third-party login', 'POST /1.1/users');
  await no(AV.User.requestPasswordReset('tom@example.com'), 'mail', 'POST /1.1/requestPasswordReset');
  await no(AV.User.logInWithMobilePhoneSmsCode('5550100', '123456'), 'smsCode in this request', 'POST /1.1/login');
  await no(AV.Cloud.requestSmsCode('5550100'), 'text messages', 'POST /1.1/requestSmsCode');
  await no(new AV.Query('_Role').find(), 'roles', 'GET /1.1/classes/_Role');
});

test('a conditional update', async () => {
  const post = await new Post({ stars: 1 }).save();
  post.set('title', 'changed');
  await fails(post.save(null, { query: new AV.Query('Post').equalTo('stars', 2) }), 305,
    'No effect on updating/deleting a document.', `400 PUT /1.1/classes/Post/${post.id}`);
  await post.save(null, { query: new AV.Query('Post').equalTo('stars', 1) });
});

test('a batch with one failing item', async () => {
  const isbn = `2-${process.pid}`;
  const books = [new Book({ isbn }), new Book({ isbn }), new Book({ isbn: `3-${process.pid}` })];
  const err = await fails(AV.Object.saveAll(books), 137, 'A unique field was given a value that is already taken.');
  assert.equal(err.results.length, 3);
  assert.equal(err.results[0], books[0]);
  assert.ok(err.results[1] instanceof AV.Error);
  assert.equal(err.results[1].code, 137);
  assert.ok(books[2].id, 'the last one is saved');
  const fetched = await AV.Object.fetchAll([books[0], books[2]]);
  assert.deepEqual(fetched.map(b => b.get('isbn')), [isbn, `3-${process.pid}`]);
  await AV.Object.destroyAll([books[0], books[2]]);
  await fails(new AV.Query('Book').get(books[0].id), 101, 'Object not found.');
});

test('cloud functions', async () => {
  assert.equal(await AV.Cloud.run('hello', { name: 'Tom' }), 'Hello, Tom!');
  await fails(AV.Cloud.run('order'), 10001, 'Nothing is left of this article.', '409 POST /1.1/functions/order');
  await fails(AV.Cloud.run('nosuch'), 1, 'No such cloud function', '404 POST /1.1/functions/nosuch');
});

test('permission denied', async () => {
  const owner = await signUp();
  const post = await new Post({ title: 'mine' }).setACL(new AV.ACL(owner)).save();
  await post.save({ title: 'still mine' });
  const stranger = await signUp(); // who is now the current user
  await fails(post.save({ title: 'yours' }), 403, 'Forbidden to read/write by class permissions', `403 PUT /1.1/classes/Post/${post.id}`);
  await fails(new AV.Query('Post').get(post.id), 403, 'Forbidden to read/write by class permissions', `403 GET /1.1/classes/Post/${post.id}`);
  const other = AV.Object.createWithoutData('_User', owner.id);
  await fails(other.save({ nick: 'x' }), 403, 'Forbidden to read/write by class permissions', `403 PUT /1.1/classes/_User/${owner.id}`);
  await AV.User.logOut();
  await fails(other.save({ nick: 'x' }), AV.Error.SESSION_MISSING,
    'The user cannot be altered by a client without the session.', `400 PUT /1.1/classes/_User/${owner.id}`);
  assert.ok(stranger.id);
});
