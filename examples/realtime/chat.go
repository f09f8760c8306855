package main

import (
	"crypto/rand"
	"slices"
	"sync"
	"time"

	"github.com/seed85f21a9e/errcode"
)

const (
	maxLogins        = 10_000
	maxLoginsPerTalk = 20
	maxConversations = 10_000
	maxMembers       = 500
)

// A chat has the open sessions and the conversations. Its methods are safe for
// concurrent use. They send the members a command when something changes.
type chat struct {
	mu            sync.Mutex
	logins        map[string][]*login // by client
	conversations map[string]*conversation
}

// A login is an open session of a client.
type login struct {
	peerID string
	tag    string // a client may use a tag on one device at a time; empty: no limit
	talk   *talk
}

type conversation struct {
	id      string
	creator string
	created string
	attr    map[string]any
	members []string
}

func newChat() *chat {
	return &chat{logins: map[string][]*login{}, conversations: map[string]*conversation{}}
}

// enter opens a session. It returns other sessions of the client with the same
// tag, which the caller ends.
func (c *chat) enter(t *talk, peerID, tag string) (displaced []*login, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range c.logins[peerID] {
		switch {
		case l.talk == t:
			l.tag = tag
			return nil, nil
		case tag != "" && l.tag == tag:
			displaced = append(displaced, l)
		}
	}
	if len(t.logins) == maxLoginsPerTalk || len(c.logins) == maxLogins {
		return nil, errcode.RealtimeAppQuotaExceeded
	}
	l := &login{peerID: peerID, tag: tag, talk: t}
	c.logins[peerID] = append(c.logins[peerID], l)
	t.logins = append(t.logins, l)
	return displaced, nil
}

// leave ends a session.
func (c *chat) leave(l *login) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop(l)
}

// leaveAll ends the sessions of a connection.
func (c *chat) leaveAll(t *talk) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range slices.Clone(t.logins) {
		c.drop(l)
	}
}

func (c *chat) drop(l *login) {
	is := func(other *login) bool { return other == l }
	l.talk.logins = slices.DeleteFunc(l.talk.logins, is)
	rest := slices.DeleteFunc(c.logins[l.peerID], is)
	if len(rest) == 0 {
		delete(c.logins, l.peerID)
		return
	}
	c.logins[l.peerID] = rest
}

// find returns the session of a client on a connection, or the first session if
// the client is not named; nil if there is none.
func (c *chat) find(t *talk, peerID string) *login {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range t.logins {
		if peerID == "" || l.peerID == peerID {
			return l
		}
	}
	return nil
}

// of returns the sessions of a client.
func (c *chat) of(peerID string) []*login {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.logins[peerID])
}

// start creates a conversation. If it is unique, one that exists with the same
// members is returned instead.
func (c *chat) start(l *login, members []string, unique bool, attr map[string]any) (*conversation, error) {
	members = slices.Compact(slices.Sorted(slices.Values(append(members, l.peerID))))
	c.mu.Lock()
	defer c.mu.Unlock()
	if unique {
		for _, conversation := range c.conversations {
			if slices.Equal(conversation.members, members) {
				return conversation, nil
			}
		}
	}
	switch {
	case len(members) > maxMembers:
		return nil, errcode.RealtimeConversationFull
	case len(c.conversations) == maxConversations:
		return nil, errcode.RealtimeConversationAPIQuotaExceeded
	}
	conversation := &conversation{
		id: rand.Text(), creator: l.peerID, attr: attr, members: members,
		created: time.Now().UTC().Format("2006-01-02T15:04:05.000Z"),
	}
	c.conversations[conversation.id] = conversation
	c.tell(l, members, command{cmd: cmdConv, op: opJoined, conv: convPart{cid: conversation.id, initBy: l.peerID}})
	return conversation, nil
}

// add adds members to a conversation, and returns those for whom there was no
// room. Clients who are not members may only add themselves.
func (c *chat) add(l *login, cid string, peerIDs []string) (added, full []string, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	conversation, ok := c.conversations[cid]
	switch {
	case !ok:
		return nil, nil, errcode.RealtimeConversationNotFound
	case !slices.Contains(conversation.members, l.peerID) && !slices.Equal(peerIDs, []string{l.peerID}):
		return nil, nil, errcode.RealtimeConversationMembershipRequired
	}
	before := slices.Clone(conversation.members)
	news := convPart{cid: cid, initBy: l.peerID}
	for _, peerID := range peerIDs {
		switch {
		case slices.Contains(conversation.members, peerID):
		case len(conversation.members) == maxMembers:
			full = append(full, peerID)
			continue
		default:
			conversation.members = append(conversation.members, peerID)
			news.members = append(news.members, peerID)
		}
		added = append(added, peerID)
	}
	slices.Sort(conversation.members)
	c.tell(l, before, command{cmd: cmdConv, op: opMembersJoined, conv: news})
	c.tell(l, news.members, command{cmd: cmdConv, op: opJoined, conv: convPart{cid: cid, initBy: l.peerID}})
	return added, full, nil
}

// remove removes members from a conversation. Only members may do that.
func (c *chat) remove(l *login, cid string, peerIDs []string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	conversation, err := c.joined(l, cid)
	if err != nil {
		return err
	}
	conversation.members = slices.DeleteFunc(conversation.members, func(m string) bool { return slices.Contains(peerIDs, m) })
	news := convPart{cid: cid, initBy: l.peerID}
	c.tell(l, peerIDs, command{cmd: cmdConv, op: opLeft, conv: news})
	news.members = peerIDs
	c.tell(l, conversation.members, command{cmd: cmdConv, op: opMembersLeft, conv: news})
	return nil
}

// joined returns a conversation that the client is a member of.
func (c *chat) joined(l *login, cid string) (*conversation, error) {
	conversation, ok := c.conversations[cid]
	switch {
	case !ok:
		return nil, errcode.RealtimeConversationNotFound
	case !slices.Contains(conversation.members, l.peerID):
		return nil, errcode.RealtimeConversationMembershipRequired
	}
	return conversation, nil
}

// count returns how many members a conversation has.
func (c *chat) count(cid string) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	conversation, ok := c.conversations[cid]
	if !ok {
		return 0, errcode.RealtimeConversationNotFound
	}
	return len(conversation.members), nil
}

// describe returns the conversations with these IDs as the objects that clients
// expect. It leaves out unknown IDs.
func (c *chat) describe(ids []string) []map[string]any {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := []map[string]any{}
	for _, id := range ids {
		if conversation, ok := c.conversations[id]; ok {
			found = append(found, conversation.describe())
		}
	}
	return found
}

func (c *conversation) describe() map[string]any {
	object := map[string]any{}
	for key, value := range c.attr {
		object[key] = value
	}
	object["objectId"], object["c"], object["m"] = c.id, c.creator, slices.Clone(c.members)
	object["createdAt"], object["updatedAt"] = c.created, c.created
	return object
}

// send sends a message to the members of a conversation who are online.
func (c *chat) send(l *login, d directPart) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	conversation, err := c.joined(l, d.cid)
	if err != nil {
		return errcode.Wrap(errcode.RealtimeInvalidMessagingTarget, err)
	}
	c.tell(l, conversation.members, command{cmd: cmdDirect, direct: d})
	return nil
}

// tell sends a command to all sessions of these clients, except to the one that
// caused it.
func (c *chat) tell(cause *login, peerIDs []string, news command) {
	for _, peerID := range peerIDs {
		for _, l := range c.logins[peerID] {
			if l != cause {
				news.peerID = peerID
				l.talk.conn.sendCommand(news)
			}
		}
	}
}
