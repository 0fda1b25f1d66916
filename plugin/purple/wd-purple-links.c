/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-links.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "purple/wd-safe-text.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-slot.h"
#include "ui/wd-phrases.h"

#define APPROVAL_MS   5000 /* from one click path of a client to the next, and a double click */
#define MAX_APPROVALS 16

/* A link that may be opened for a moment. */
typedef struct {
	char *url;
	gint64 until_ms;
} Approval;

/* A question that is open. Freed by whoever takes it out of the table. */
typedef struct {
	char *id;
	char *url;
	char *site; /* (nullable) what "always" would allow */
} Asked;

typedef struct {
	WdSession *session;
	GPtrArray *approvals; /* of Approval * */
	GHashTable *asked;    /* url -> Asked * */
	guint n_questions;
} Links;

typedef void *(*NotifyFunction)(const char *url);

static Links *links; /* the slot carries no data pointer */
static WdSlot notify_slot;

static void
free_approval(gpointer pointer)
{
	Approval *approval = pointer;

	g_free(approval->url);
	g_free(approval);
}

static void
free_asked(gpointer pointer)
{
	Asked *asked = pointer;

	g_free(asked->id);
	g_free(asked->url);
	g_free(asked->site);
	g_free(asked);
}

static void
approve(const char *url)
{
	Approval *approval = g_new0(Approval, 1);

	approval->url = g_strdup(url);
	approval->until_ms = wd_session_now_ms(links->session) + APPROVAL_MS;
	if (links->approvals->len == MAX_APPROVALS)
		g_ptr_array_remove_index(links->approvals, 0);
	g_ptr_array_add(links->approvals, approval);
}

/* The very same bytes only: a link that differs in one letter is another link. */
static gboolean
is_approved(const char *url)
{
	gint64 now_ms = wd_session_now_ms(links->session);

	for (guint i = links->approvals->len; i > 0; i--) {
		const Approval *approval = g_ptr_array_index(links->approvals, i - 1);

		if (approval->until_ms < now_ms)
			g_ptr_array_remove_index(links->approvals, i - 1);
		else if (g_str_equal(approval->url, url))
			return TRUE;
	}
	return FALSE;
}

/*
 * A file of this machine, named by somebody else: with a link text of his choice a click would run
 * what was just received. libpurple strips the scheme on some paths, so a bare path counts, too.
 */
static gboolean
is_local_file(const char *url)
{
	while (g_ascii_isspace(*url))
		url++;
	return g_ascii_strncasecmp(url, "file:", strlen("file:")) == 0 || *url == '/' ||
	       *url == '\\';
}

static void
say_refused(const char *url, const char *reason)
{
	g_autofree char *shown = wd_safe_url(url);
	g_autofree char *text = g_strdup_printf("%s\n\n%s", shown, reason);

	purple_notify_warning(wd_session_get_plugin(links->session),
			      _("Link Not Opened"),
			      _("This link was not opened."),
			      text);
}

static WdEvent *
make_event(const char *url)
{
	const WdEvent fields = {
		.kind = WD_EVENT_LINK,
		.direction = WD_DIRECTION_IN,
		.url = url,
		.file_size = -1,
		.time_ms = wd_session_now_ms(links->session),
	};

	return wd_event_new(&fields);
}

static void *
open_link(const char *url)
{
	NotifyFunction stock = (NotifyFunction)notify_slot.stock;

	return stock == NULL ? NULL : stock(url);
}

/* The person's own list; a locked one was not offered, and is refused here as well. */
static void
allow_always(const char *site)
{
	const WdPolicy *policy = wd_session_get_policy(links->session);
	g_autofree char *before = wd_policy_format_value(policy, WD_KEY_LINKS_ALLOW);
	g_autofree char *value =
		*before != '\0' ? g_strdup_printf("%s;%s", before, site) : g_strdup(site);
	g_autoptr(GError) error = NULL;

	if (!wd_policy_store_set_user(wd_session_get_policy_store(links->session),
				      WD_KEY_LINKS_ALLOW,
				      value,
				      &error)) {
		say_refused(site, error->message);
		return;
	}
	wd_session_audit(links->session, "link.allowed", WD_SEVERITY_NOTICE, NULL, NULL, NULL);
}

static void
open_anyway(const char *url)
{
	approve(url);
	wd_session_audit(links->session,
			 "link.clicked_through",
			 WD_SEVERITY_NOTICE,
			 NULL,
			 NULL,
			 "link.opened");
	(void)open_link(url);
}

static void
answered(const char *choice, const char *text, gpointer data)
{
	const char *key = data;
	gpointer pointer = NULL;
	Asked *asked;

	/* Gone with the duty, or withdrawn: then nobody waits for the answer. */
	if (links == NULL || !g_hash_table_steal_extended(links->asked, key, NULL, &pointer))
		return;
	asked = pointer;
	if (g_str_equal(choice, "always") && asked->site != NULL)
		allow_always(asked->site);
	if (!g_str_equal(choice, "cancel"))
		open_anyway(asked->url);
	free_asked(asked);
}

static const WdLinkReport *
get_report(const WdVerdict *verdict)
{
	return verdict->links->len > 0 ? g_ptr_array_index(verdict->links, 0) : NULL;
}

/* What a person may allow for good: a site that somebody had to register and that is no more than
 * unusual. A look-alike stays one however often it is met. */
static char *
find_site(const WdVerdict *verdict)
{
	const WdLinkReport *report = get_report(verdict);

	if (report == NULL || report->registrable == NULL || report->risk > WD_RISK_SUSPICIOUS ||
	    verdict->action > WD_ACTION_WARN ||
	    wd_policy_is_locked(wd_session_get_policy(links->session), WD_KEY_LINKS_ALLOW))
		return NULL;
	return g_strdup(report->registrable);
}

static Asked *
add_asked(const char *url, const WdVerdict *verdict)
{
	Asked *asked = g_new0(Asked, 1);

	asked->url = g_strdup(url);
	asked->id = g_strdup_printf("link-%u", ++links->n_questions);
	asked->site = find_site(verdict);
	g_hash_table_insert(links->asked, asked->url, asked);
	return asked;
}

/* One dialog for one click: while it is open, more clicks on the same link add none. */
static void
ask(const WdEvent *event, const char *url, const WdVerdict *verdict)
{
	g_autofree char *shown = wd_safe_url(url);
	g_autofree char *reasons = wd_phrase_for_findings(verdict->findings);
	g_autofree char *secondary = g_strdup_printf("%s\n\n%s", shown, reasons);
	g_autofree char *always = NULL;
	const WdLinkReport *report = get_report(verdict);
	WdChoice choices[3] = {{"cancel", _("_Do Not Open")}, {"open", _("_Open the Link")}};
	WdQuestion question = {
		.kind = event->kind,
		.direction = event->direction,
		.action = verdict->action,
		.title = _("Open this link?"),
		.primary = _("This link may not lead where it seems to."),
		.secondary = secondary,
		.host = report != NULL ? report->host : NULL,
		.address = shown,
		.choices = choices,
		.n_choices = 2,
		.safe_choice = 0,
	};
	Asked *asked;

	if (g_hash_table_contains(links->asked, url))
		return;
	asked = add_asked(url, verdict);
	question.id = asked->id;
	if (asked->site != NULL) {
		g_autofree char *site = purple_strreplace(asked->site, "_", "__"); /* no keys */

		/* Translators: %s is the name of a site, such as example.org. */
		always = g_strdup_printf(_("_Always Open %s"), site);
		choices[question.n_choices++] = (WdChoice){"always", always};
	}
	wd_session_ask(links->session, &question, answered, asked->url);
}

static void
block(const char *url, const WdVerdict *verdict)
{
	g_autofree char *reasons = wd_phrase_for_findings(verdict->findings);

	say_refused(url, reasons);
}

static void
block_local_file(const WdEvent *event)
{
	wd_session_audit(
		links->session, "link.warned", WD_SEVERITY_WARNING, event, NULL, "link.local-file");
	say_refused(event->url,
		    _("It names a file on this computer. Files are opened from a file manager, "
		      "where you see what they are."));
}

/**
 * wd_purple_links_may_open:
 * @session: the session
 * @url: what was clicked, as the client would open it
 *
 * Judges a click. A link that may be opened is approved for a moment, so that the client's own way
 * from the click to notify_uri does not lead to a second judgement or question. One that may not
 * was refused, and said so; or asked about, and is opened from here when the answer is yes.
 *
 * Returns: whether to open it now
 */
gboolean
wd_purple_links_may_open(WdSession *session, const char *url)
{
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	if (links == NULL || url == NULL)
		return FALSE;
	if (is_approved(url))
		return TRUE;
	event = make_event(url);
	if (is_local_file(url)) {
		block_local_file(event);
		return FALSE;
	}
	verdict = wd_session_judge(session, NULL, event);
	if (verdict->action == WD_ACTION_BLOCK)
		block(url, verdict);
	else if (verdict->action >= WD_ACTION_WARN)
		ask(event, url, verdict);
	else
		approve(url);
	return verdict->action < WD_ACTION_WARN;
}

/**
 * wd_purple_links_open_own:
 * @session: the session
 * @url: an address that Warden made
 *
 * Opens it unjudged: a click is judged for what somebody else has put behind it.
 *
 * Returns: whether the client has a way to open links
 */
gboolean
wd_purple_links_open_own(WdSession *session, const char *url)
{
	if (links == NULL || notify_slot.stock == NULL)
		return FALSE;
	approve(url);
	(void)purple_notify_uri(wd_session_get_plugin(session), url);
	return TRUE;
}

static void *
guarded_notify_uri(const char *url)
{
	if (links == NULL || wd_purple_links_may_open(links->session, url))
		return open_link(url);
	return NULL;
}

/**
 * wd_purple_links_attach:
 * @session: the session
 *
 * Wraps the client's notify_uri in place: links in messages, in dialogs and in menus end there. A
 * client without one opens nothing, so there is nothing to guard.
 */
void
wd_purple_links_attach(WdSession *session)
{
	PurpleNotifyUiOps *ops = purple_notify_get_ui_ops();

	links = g_new0(Links, 1);
	links->session = session;
	links->approvals = g_ptr_array_new_with_free_func(free_approval);
	links->asked = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_asked);
	if (ops != NULL)
		wd_slot_take(&notify_slot,
			     WD_SLOT_PLACE(ops->notify_uri),
			     G_CALLBACK(guarded_notify_uri));
}

static void
withdraw_all(void)
{
	GHashTableIter rows;
	gpointer asked;

	g_hash_table_iter_init(&rows, links->asked);
	while (g_hash_table_iter_next(&rows, NULL, &asked))
		wd_session_withdraw(links->session, ((const Asked *)asked)->id);
}

/**
 * wd_purple_links_detach:
 * @session: the session
 *
 * Closes the open questions, so that nothing is opened by an answer that nobody waits for, and
 * gives the slot back where it is still ours.
 */
void
wd_purple_links_detach(WdSession *session)
{
	withdraw_all();
	(void)wd_slot_give_back(&notify_slot); /* off duty the function only hands on */
	g_ptr_array_unref(links->approvals);
	g_hash_table_unref(links->asked);
	g_clear_pointer(&links, g_free);
}
