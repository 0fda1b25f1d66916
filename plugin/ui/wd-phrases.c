/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-phrases.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/text/wd-utf8.h"

#define MAX_DETAIL_CHARS 80 /* of a peer's text inside a sentence */
#define DETAIL           "{detail}"

/* {detail} becomes the finding's datum in quotation marks of its own, or nothing. */
typedef struct {
	const char *code;
	const char *mark;     /* three or four words beside a message */
	const char *sentence; /* what was seen, why it matters, what to do */
} Phrase;

/* Translators: {detail} is put in as it stands: a host name, a file ending, a number. Keep it. */
static const Phrase phrases[] = {
	{"contact.stranger",
	 N_("Not a contact"),
	 N_("The sender is not in your contact list. Be careful with links, files and questions "
	    "until you know who it is.")},
	{"contact.stranger-held",
	 N_("Stranger, held"),
	 N_("The sender is not in your contact list, and strangers are held for review. Release "
	    "the "
	    "message if you expected it.")},
	{"contact.stranger-blocked",
	 N_("Stranger, blocked"),
	 N_("The sender is not in your contact list, and strangers may not write to you here. Add "
	    "the "
	    "sender as a contact if you want to hear from them.")},
	{"contact.challenge",
	 N_("Stranger, held"),
	 N_("The sender is not in your contact list. Strangers are let in once they have answered "
	    "a question, and for this message none was sent. Release it if you expected it.")},
	{"contact.challenge-asked",
	 N_("Stranger, asked"),
	 N_("The sender is not in your contact list, was asked a question, and has not answered it "
	    "yet. A right answer lets the message in; release it yourself if you expected it.")},
	{"contact.call",
	 N_("Call from a stranger"),
	 N_("The caller is not in your contact list. A call can give away your voice, your picture "
	    "and your network address; take it, or call back, only if you know who it is.")},
	{"contact.request",
	 N_("Request from a stranger"),
	 N_("A stranger asks to be added to your contacts and to see when you are online. Accept "
	    "only "
	    "if you know who it is.")},
	{"contact.invitation",
	 N_("Invitation by a stranger"),
	 N_("A stranger invites you to a chat room. Rooms are often used for advertising and "
	    "fraud; "
	    "accept only if you expected it.")},
	{"contact.attention",
	 N_("Stranger wants attention"),
	 N_("A stranger tries to get your attention. Answer only if you know who it is.")},
	{"contact.denied",
	 N_("On the deny list"),
	 N_("This contact is on a deny list ({detail}). Ask whoever keeps the list if that is "
	    "wrong.")},
	{"contact.always-held",
	 N_("Always held"),
	 N_("You, or your organisation, asked to look at what this sender sends first "
	    "({detail}). Release the message if you want it.")},
	{"contact.first-link",
	 N_("Begins with a link"),
	 N_("A stranger sends a link with the very first message. Honest people mostly begin with "
	    "words; do not open it unless you know who this is and why you got it.")},
	{"contact.imitation",
	 N_("Imitates a contact"),
	 N_("The sender's name is made to look like your contact {detail}, but it is another "
	    "account. People who do this want to be trusted in somebody else's place: ask your "
	    "contact another way before you open or answer anything.")},
	{"contact.namesake",
	 N_("Same name as a contact"),
	 N_("The sender has the name of your contact {detail}, or nearly, but another account. It "
	    "may be a second account or somebody else: ask your contact the usual way before you "
	    "rely on it.")},
	{"contact.lookalike-domain",
	 N_("Look-alike of a server"),
	 N_("The sender's address ends almost like {detail}, but is not from there. Somebody "
	    "wants "
	    "to be taken for one of them: do not open or answer anything before you have asked "
	    "somebody you know there.")},
	{"contact.help-desk",
	 N_("Claims to be your company"),
	 N_("The sender calls itself {detail}, but writes from outside your company and is not in "
	    "your contact list. A real help desk never needs your password; call the number you "
	    "know.")},
	{"contact.list-missing",
	 N_("List not read"),
	 N_("Your organisation keeps a list of unwanted senders, which could not be read. Until it "
	    "can, messages of strangers wait here. Release the message if you expected it.")},
	{"file.interrupted",
	 N_("Interrupted"),
	 N_("The client ended before this file was looked at or saved. It has been looked at now; "
	    "release it if you still want it.")},
	{"file.incomplete",
	 N_("Only half of a file"),
	 N_("The client ended while this file arrived, so only the beginning is here. Ask the "
	    "sender to send it again, and delete the entry.")},
	{"file.not-saved",
	 N_("Could not be saved"),
	 N_("The file arrived, but it could not be saved at the place that you chose ({detail}). "
	    "Make room there, then release it.")},
	{"file.no-place",
	 N_("Cannot be saved"),
	 N_("The file cannot be saved at the place that you chose ({detail}). Ask the sender to "
	    "send it again, and choose another place.")},
	{"file.not-readable",
	 N_("Cannot be sent"),
	 N_("The file cannot be sent ({detail}). Only files that can be read whole and looked at "
	    "are sent.")},
	{"queue.unreadable",
	 N_("Cannot be opened"),
	 N_("What was held here cannot be opened: its bytes were changed, or the key that opens "
	    "them "
	    "is not the one it was sealed to. Restore the key or delete the entry.")},
	{"spim.taught",
	 N_("Like what you called SPIM"),
	 N_("You called a message like this one SPIM. If this one is wanted, say that it is not "
	    "SPIM: then messages like it are let through again.")},
	{"spim.text",
	 N_("Looks like SPIM"),
	 N_("This message of a stranger reads like unwanted advertising or fraud, above all "
	    "{detail}. Do not answer and do not open its links; delete or report it.")},
	{"spim.same-text",
	 N_("Same text from strangers"),
	 N_("{detail} strangers have sent nearly this text within half an hour, which is how "
	    "unwanted advertising is sent. Do not answer and do not open its links; delete or "
	    "report it.")},
	{"spim.many-messages",
	 N_("Very many messages"),
	 N_("This stranger writes very often: {detail} messages count within a minute. They are "
	    "held so that you are not disturbed; look through them when it suits you.")},
	{"spim.flood-here",
	 N_("Flood of strangers"),
	 N_("{detail} strangers wrote to this account within a minute. Until it calms down their "
	    "messages are held so that you are not disturbed; contacts are not affected.")},
	{"spim.flood",
	 N_("Flood of strangers"),
	 N_("{detail} strangers wrote to your accounts within a minute. Until it calms down their "
	    "messages are held so that you are not disturbed; contacts are not affected.")},
	{"worm.outgoing-text",
	 N_("Same text to many"),
	 N_("Nearly the same text is going to {detail} people one after another, the way "
	    "programs send. If that was not you, a program is using your account: do not send it, "
	    "and change your password.")},
	{"worm.outgoing-link",
	 N_("Same link to many"),
	 N_("Links to the same site are going to {detail} people one after another, the way "
	    "programs send. If that was not you, a program is using your account: do not send it, "
	    "and change your password.")},
	{"worm.outgoing-file",
	 N_("Same file to many"),
	 N_("The same file is going to {detail} people one after another, the way programs "
	    "send. If that was not you, a program is using your account: do not send it, and "
	    "change your password.")},
	{"worm.incoming-text",
	 N_("Same text from many"),
	 N_("Nearly the same text came from {detail} different senders within half an hour. Their "
	    "accounts may have been taken over: do not open or do what it says, and ask them "
	    "another way.")},
	{"worm.incoming-link",
	 N_("Same link from many"),
	 N_("Links to the same site came from {detail} different senders within half an hour. "
	    "Their accounts may have been taken over: do not open it, and ask them another way.")},
	{"worm.incoming-file",
	 N_("Same file from many"),
	 N_("The same file came from {detail} different senders within half an hour. Their "
	    "accounts may have been taken over: do not open it, and ask them another way.")},
	{"file.dangerous-type",
	 N_("Dangerous file type"),
	 N_("A file that ends in {detail} can run as a program or change settings. Open it only if "
	    "you "
	    "expected exactly this file from this person.")},
	{"file.double-extension",
	 N_("Disguised file type"),
	 N_("The name pretends to be a document, but the file really ends in {detail} and can run "
	    "as a "
	    "program. Honest files are not named like this: do not open it.")},
	{"file.direction-override",
	 N_("Reversed file name"),
	 N_("Invisible characters in the name change the order of its letters, so that it reads as "
	    "something else than it is. Do not open it.")},
	{"file.hidden-extension",
	 N_("Hidden file type"),
	 N_("Dots, spaces or invisible characters hide that the file ends in {detail}. Honest "
	    "files "
	    "are not named like this: do not open it.")},
	{"file.lookalike-extension",
	 N_("Disguised file type"),
	 N_("Letters of another script are used so that the ending looks harmless or escapes a "
	    "filter; "
	    "it reads {detail}. Do not open it.")},
	{"file.path",
	 N_("File name with a path"),
	 N_("The name of the file contains a folder and could put it where programs look for their "
	    "settings. Save it only under a name that you choose.")},
	{"file.stream",
	 N_("File name with a trick"),
	 N_("The name contains {detail}, which makes Windows treat the file as something else than "
	    "it "
	    "seems. Do not open it.")},
	{"file.device-name",
	 N_("Name of a device"),
	 N_("Windows takes the name of this file for a device of the computer, and programs that "
	    "open it may stop or write elsewhere. Save it under another name.")},
	{"file.long-name",
	 N_("Very long file name"),
	 N_("The name is so long that its real ending falls out of sight. Look at the whole name "
	    "before "
	    "you decide.")},
	{"file.infected",
	 N_("Virus found"),
	 N_("The virus scanner found {detail} in this file. Do not open it and do not send it on; "
	    "tell the sender another way that their computer may be infected.")},
	{"file.bomb",
	 N_("Archive bomb"),
	 N_("The archive is small, but grows beyond all measure when it is unpacked. It is made "
	    "to stop computers that open it: delete it.")},
	{"file.disguise-inside",
	 N_("Disguise in another file"),
	 N_("The file contains {detail}, whose name pretends to be something else. Honest "
	    "files do not: do not open it.")},
	{"file.path-inside",
	 N_("Archive that leaves its folder"),
	 N_("The archive contains {detail}, which would be written outside the folder where you "
	    "unpack it. Do not unpack it.")},
	{"file.link-inside",
	 N_("Link in an archive"),
	 N_("The archive contains {detail}, a link to a place outside of it, through which other "
	    "files could be overwritten. Do not unpack it.")},
	{"file.program-inside",
	 N_("Program in another file"),
	 N_("The file contains {detail}, which can run as a program. Open it only if you "
	    "expected exactly this file from this person.")},
	{"file.macros",
	 N_("Document with macros"),
	 N_("The document contains a program of its own {detail} that runs when macros are "
	    "allowed. Do not allow macros unless you know what it is for.")},
	{"file.active",
	 N_("Document that acts by itself"),
	 N_("Something in this document acts when it is opened, such as a script or a command that "
	    "starts a program: {detail}. Open it only if you expected exactly this file from this "
	    "person.")},
	{"file.encrypted",
	 N_("Locked with a password"),
	 N_("The file is locked with a password, so nobody could look into it {detail}. Open it "
	    "only if you agreed on this with the sender another way.")},
	{"file.contradicts",
	 N_("Not what its name says"),
	 N_("The name promises another kind of file than this really is: {detail}. Be careful: "
	    "open it only if the sender can explain that.")},
	{"file.program",
	 N_("Program without an ending"),
	 N_("By its content this file can run as a program or be mounted as a disk ({detail}), "
	    "though its name does not say so. Open it only if you expected a program.")},
	{"file.parser-died",
	 N_("File attacks its readers"),
	 N_("The program that looked into this file came to its end over it ({detail}). Files "
	    "that do this are damaged or made to break in: do not open it.")},
	{"file.not-inspected",
	 N_("Not looked into"),
	 N_("Nobody could look into this file ({detail}), so nothing is known of its content. "
	    "Open it only if you expected it.")},
	{"file.not-whole",
	 N_("Looked into in part"),
	 N_("Not all of this file could be looked into: it is damaged, too long, or of a kind "
	    "that cannot be opened here. Open it only if you expected it.")},
	{"file.scanner-failed",
	 N_("Not scanned"),
	 N_("The virus scanner did not answer ({detail}), so nobody looked for viruses in this "
	    "file. Wait until it runs, or open the file only if you expected it.")},
	{"file.scanner-stale",
	 N_("Scanner out of date"),
	 N_("The virus scanner found nothing, but its signatures are {detail} days old and do not "
	    "know new viruses. Open the file only if you expected it.")},
	{"link.scheme",
	 N_("Unusual link"),
	 N_("This link starts with {detail} and does not lead to a web page: it can run code or "
	    "open "
	    "something on your computer. Do not open it.")},
	{"link.bare-address",
	 N_("Link to a nameless machine"),
	 N_("This link leads to the numeric address {detail}: whose it is cannot be seen. Open it "
	    "if "
	    "you know the machine.")},
	{"link.ip-address",
	 N_("Link to a bare address"),
	 N_("This link leads to the numeric address {detail} instead of a name, and hides that or "
	    "asks "
	    "for something. Honest sites have names; do not type a password there.")},
	{"link.userinfo",
	 N_("Misleading link"),
	 N_("What stands before the @ in this link only looks like its address; it really leads to "
	    "{detail}. Check that this is where you want to go.")},
	{"link.text-mismatch",
	 N_("Link goes elsewhere"),
	 N_("The text of this link names one site, but it leads to {detail}. Do not type a "
	    "password or "
	    "a code there.")},
	{"link.hidden",
	 N_("Invisible link"),
	 N_("This message holds a link without visible text; it leads to {detail}. Honest messages "
	    "do "
	    "not hide links.")},
	{"link.outgoing",
	 N_("Dangerous link in your message"),
	 N_("Your message holds a link to {detail} that is dangerous: it imitates a site, is on a "
	    "deny list, or leads elsewhere than it says. Did you mean to send it?")},
	{"link.leads-on",
	 N_("Link leads on"),
	 N_("This link only passes through the site that you see and goes on to {detail}, whose "
	    "name is made to deceive or is on a deny list. Do not open it.")},
	{"link.very-long",
	 N_("Very long link"),
	 N_("This link is so long that its end cannot be seen, a way to hide where it leads. It "
	    "goes to {detail}.")},
	{"link.redirector",
	 N_("Link passes through"),
	 N_("This link only passes through the site that you see and goes on to {detail}. Check "
	    "that "
	    "this is where you want to go.")},
	{"link.lookalike-host",
	 N_("Look-alike of a site"),
	 N_("The name of this site imitates {detail} but is another one. Do not sign in there; "
	    "type the "
	    "address you know by hand.")},
	{"link.near-name",
	 N_("Name close to a known site"),
	 N_("The name of this site is close to {detail} and may be meant to be taken for it. Check "
	    "the "
	    "address before you type anything there.")},
	{"link.made-to-deceive",
	 N_("Address like those of fraud"),
	 N_("Several things about the address of {detail} are common where passwords are stolen: "
	    "where the page is kept, how its name is made up, which words it uses. Type nothing "
	    "there "
	    "unless you know whose it is.")},
	{"link.mixed-script",
	 N_("Mixed letters in link"),
	 N_("The name of this site mixes letters of different scripts that look the same, a way to "
	    "imitate other sites. It is really {detail}.")},
	{"link.foreign-letters",
	 N_("Disguised link"),
	 N_("The name of this site is written in letters of another script that look like Latin "
	    "ones. "
	    "It is really {detail}.")},
	{"link.invalid-host",
	 N_("Broken link"),
	 N_("This link has no address that a browser accepts, and may be read differently by "
	    "different "
	    "programs. Do not open it.")},
	{"link.denied",
	 N_("Site on deny list"),
	 N_("The site {detail} is on a deny list. Ask whoever keeps the list if that is wrong.")},
	{"link.shortener",
	 N_("Shortened link"),
	 N_("This link is shortened by {detail}: where it leads cannot be seen. Ask the sender for "
	    "the "
	    "full address if you do not trust it.")},
	{"link.executable",
	 N_("Link to a program"),
	 N_("This link downloads a file that ends in {detail} and can run as a program. Open it "
	    "only if "
	    "you asked for it.")},
	{"link.direction-override",
	 N_("Reversed link"),
	 N_("Invisible characters in this link change the order of its letters, so that it reads "
	    "as "
	    "another address. Do not open it.")},
	{"link.too-many",
	 N_("Very many links"),
	 N_("This message has more links than are looked at. Do not open any that you do not "
	    "know.")},
	{"leak.card",
	 N_("Payment card number"),
	 N_("This contains what looks like a payment card number ({detail}). Messages are stored "
	    "on "
	    "servers and in logs; send it only if you must.")},
	{"leak.private-key",
	 N_("Private key"),
	 N_("This contains a private key. Whoever has it can act in your name; send the public key "
	    "instead, and replace this one if it has been sent.")},
	{"leak.account",
	 N_("Bank account number"),
	 N_("This contains the number of a bank account ({detail}). Messages are stored on servers "
	    "and in logs; send it only to whom it is for.")},
	{"leak.personal-number",
	 N_("Personal number"),
	 N_("This contains what looks like a number that belongs to a person ({detail}), with "
	    "which "
	    "somebody can act in that person's name. Send it only if you must.")},
	{"leak.token",
	 N_("Key of a service"),
	 N_("This contains what looks like a key or token ({detail}). Whoever has it can use the "
	    "service in your name; take it out, and replace it if it has been sent.")},
	{"leak.password",
	 N_("Password"),
	 N_("This seems to tell a password. Messages are stored on servers and in logs; take it "
	    "out, or change the password afterwards.")},
	{"leak.wallet",
	 N_("Wallet of a crypto currency"),
	 N_("This contains the address, the key or the secret words of a wallet. Payments there "
	    "cannot be taken back, and whoever has the key or the words owns the money; send those "
	    "to nobody.")},
	{"leak.keyword",
	 N_("Confidential words"),
	 N_("Your organisation calls this confidential: {detail}. Take it out, or ask whom you "
	    "work "
	    "for.")},
	{"leak.pattern",
	 N_("Confidential by pattern"),
	 N_("Something in this has a form that your organisation calls confidential. Take it out, "
	    "or ask whom you work for.")},
	{"leak.label",
	 N_("Label of confidential papers"),
	 N_("This bears a label of confidential documents: {detail}. Take out what it stands for, "
	    "or "
	    "ask whom you work for.")},
	{"leak.document",
	 N_("Passage of a document"),
	 N_("A passage of a confidential document of your organisation (number {detail}) stands in "
	    "this. Take it out, or ask whom you work for.")},
	{"leak.documents-unknown",
	 N_("Documents not compared"),
	 N_("The index of your organisation's confidential documents cannot be read, so nobody "
	    "knows "
	    "whether this quotes one. Tell your administrator.")},
	{"leak.pattern-failed",
	 N_("Not looked at to the end"),
	 N_("A pattern for confidential things took too long on this text, so nobody knows whether "
	    "there is one in it. Make the text shorter, and tell your administrator.")},
	{"trojan.machine-address",
	 N_("Address of this computer"),
	 N_("This gives away the address of your computer ({detail}) to somebody who is not in "
	    "your contact list; whoever has it can look for a way in. If you did not write it, a "
	    "program is using your account: do not send it, and have the computer checked.")},
	{"trojan.machine-hardware",
	 N_("Mark of this computer"),
	 N_("The number of your network card ({detail}) is in it, by which this computer is known "
	    "in every network. Do not send it if you did not write it; else take it out unless "
	    "the reader must know it.")},
	{"trojan.machine-name",
	 N_("Name of this computer"),
	 N_("This gives away the name of your computer ({detail}) to somebody who is not in your "
	    "contact list. If you did not write it, a program is using your account: do not send "
	    "it, and have the computer checked.")},
	{"trojan.machine-user",
	 N_("Your login name"),
	 N_("Your login name on this computer ({detail}) is in it, half of what a break-in needs. "
	    "Take it out unless the reader must know it.")},
	{"trojan.machine-ports",
	 N_("Open ports"),
	 N_("Ports on which your computer can be reached are in it ({detail} is one of them), "
	    "which is what an attacker asks first. Do not send it if you did not write it; else "
	    "take them out unless the reader must know them.")},
	{"trojan.machine-system",
	 N_("Your system's version"),
	 N_("The version of your system ({detail}) is in it; known weak spots follow from that. "
	    "Take it out unless the reader must know it.")},
	{"trojan.machine-report",
	 N_("Report about a computer"),
	 N_("This reads like a report about a computer ({detail}), as spying programs send it. If "
	    "you did not write it, a program is using your account: do not send it, and have the "
	    "computer checked.")},
	{"rule.matched",
	 N_("A rule of your organisation"),
	 N_("A rule of your organisation applies here: {detail}")},
	{"audit.unavailable",
	 N_("Not being recorded"),
	 N_("Your organisation wants a record of events, and it cannot be written at the moment. "
	    "Nothing passes until it can: tell whoever looks after this computer.")},
	{"encryption.fallback",
	 N_("No longer encrypted"),
	 N_("What you sent before was encrypted from end to end, and this would go in the clear: "
	    "the "
	    "private conversation has ended. Start it again, or send this only if everybody may "
	    "read "
	    "it.")},
	{"encryption.new-key",
	 N_("Another key than before"),
	 N_("The key of this contact for private conversations is another one than before. Compare "
	    "the "
	    "fingerprints by telephone first: somebody else may be reading.")},
	{"encryption.required",
	 N_("Not encrypted"),
	 N_("Messages to this contact must be encrypted end to end, and this one is not. Start a "
	    "private "
	    "conversation first, then send it again.")},
};

/* Where another part found something that has no phrase of its own: still a sentence. */
static const Phrase fallback = {
	"",
	N_("Needs attention"),
	N_("Something about this is a risk that your settings ask to be told about ({detail}). Be "
	   "careful with it."),
};

static const char *const kinds[] = {
	[WD_EVENT_IM] = N_("Message"),
	[WD_EVENT_CHAT] = N_("Chat message"),
	[WD_EVENT_CONTACT_REQUEST] = N_("Contact request"),
	[WD_EVENT_CHAT_INVITE] = N_("Chat invitation"),
	[WD_EVENT_ATTENTION] = N_("Call for attention"),
	[WD_EVENT_FILE] = N_("File"),
	[WD_EVENT_LINK] = N_("Link"),
	[WD_EVENT_ACCOUNT] = N_("Account"),
	[WD_EVENT_STATUS] = N_("Status"),
	[WD_EVENT_LOG] = N_("Log"),
};

static const char *const states[] = {
	[WD_HELD_WAITING] = N_("Waiting"),
	[WD_HELD_RELEASED] = N_("Released"),
	[WD_HELD_DELIVERED] = N_("Delivered"),
	[WD_HELD_DELETED] = N_("Deleted"),
	[WD_HELD_EXPIRED] = N_("Expired"),
};

static const Phrase *
find_phrase(const char *code)
{
	for (guint i = 0; i < G_N_ELEMENTS(phrases); i++) {
		if (g_strcmp0(phrases[i].code, code) == 0)
			return &phrases[i];
	}
	return NULL;
}

/**
 * wd_phrase_for_finding:
 * @finding: a finding
 *
 * Says in the person's language what was seen, why it matters and what to do. Its datum comes from
 * the peer, so it is shortened and made visible; the sentence is plain text, not markup.
 *
 * Returns: (transfer full): the sentence; a general one for a code without a phrase
 */
char *
wd_phrase_for_finding(const WdFinding *finding)
{
	const Phrase *phrase = find_phrase(finding->code);
	const char *sentence = _((phrase != NULL ? phrase : &fallback)->sentence);
	const char *detail = finding->detail != NULL ? finding->detail
			     : phrase == NULL        ? finding->code
						     : "?";
	const char *gap = strstr(sentence, DETAIL);
	g_autofree char *visible = wd_utf8_show(detail, MAX_DETAIL_CHARS);
	g_autofree char *shown = wd_utf8_isolate_in(visible, sentence);

	if (gap == NULL)
		return g_strdup(sentence);
	return g_strdup_printf(
		"%.*s%s%s", (int)(gap - sentence), sentence, shown, gap + strlen(DETAIL));
}

/**
 * wd_phrase_short:
 * @code: a finding's code
 *
 * Returns: (transfer none): three or four translated words for a mark in a conversation
 */
const char *
wd_phrase_short(const char *code)
{
	const Phrase *phrase = find_phrase(code);

	return _((phrase != NULL ? phrase : &fallback)->mark);
}

/**
 * wd_phrase_for_findings:
 * @findings: (element-type WdFinding): what was found; stays as it is
 *
 * Returns: (transfer full): one sentence a line, the worst first, none twice; "" for no findings
 */
char *
wd_phrase_for_findings(const GPtrArray *findings)
{
	g_autoptr(GPtrArray) sorted = g_ptr_array_new();
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < findings->len; i++)
		g_ptr_array_add(sorted, g_ptr_array_index(findings, i));
	g_ptr_array_sort(sorted, wd_finding_compare);
	for (guint i = 0; i < sorted->len; i++) {
		char *line = wd_phrase_for_finding(g_ptr_array_index(sorted, i));

		if (g_ptr_array_find_with_equal_func(lines, line, g_str_equal, NULL)) {
			g_free(line);
			continue;
		}
		g_ptr_array_add(lines, line);
		g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "", line);
	}
	return g_string_free(text, FALSE);
}

/**
 * wd_phrase_for_kind:
 * @kind: a kind of event
 *
 * Returns: (transfer none): its translated name, for a column of the review page
 */
const char *
wd_phrase_for_kind(WdEventKind kind)
{
	g_return_val_if_fail((guint)kind < G_N_ELEMENTS(kinds), NULL);
	return _(kinds[kind]);
}

/**
 * wd_phrase_for_state:
 * @state: the state of a row of the review queue
 *
 * Returns: (transfer none): its translated name
 */
const char *
wd_phrase_for_state(WdHeldState state)
{
	g_return_val_if_fail((guint)state < G_N_ELEMENTS(states), NULL);
	return _(states[state]);
}

/**
 * wd_phrase_has:
 * @code: a finding's code
 *
 * Returns: whether @code has a phrase of its own
 */
gboolean
wd_phrase_has(const char *code)
{
	return find_phrase(code) != NULL;
}
