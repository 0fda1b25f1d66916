/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-lists.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "purple/wd-session-audit.h"
#include "store/wd-link-files.h"

#define STATE       "lists"
#define DEBOUNCE_US 500000 /* a list of a million lines is written in many pieces */

typedef enum { SIDE_ALLOW, SIDE_DENY, SIDE_LINK_ALLOW, SIDE_LINK_DENY, N_SIDES } Side;

static const WdPolicyKey keys[N_SIDES] = {
	[SIDE_ALLOW] = WD_KEY_CONTACTS_ALLOW_LISTS,
	[SIDE_DENY] = WD_KEY_CONTACTS_DENY_LISTS,
	[SIDE_LINK_ALLOW] = WD_KEY_LINKS_ALLOW_LISTS,
	[SIDE_LINK_DENY] = WD_KEY_LINKS_DENY_LISTS,
};

/* One reading of both sides: the thread's until it attaches the source, then the main loop's. */
typedef struct {
	WdNameRequest *requests[N_SIDES];
	WdNameResult *results[N_SIDES];      /* (nullable) of people */
	WdLinkResult *link_results[N_SIDES]; /* (nullable) of sites */
	gint is_cancelled;
	GThread *thread;
	GSource *source;
} Load;

typedef struct {
	WdSession *session;
	WdNameList *lists[N_SIDES];     /* (nullable) what the engine asks now: people */
	GPtrArray *link_lists[N_SIDES]; /* (nullable) of WdLinkList *: sites */
	GStrv paths[N_SIDES];           /* (nullable) what they were read from */
	Load *load;                     /* (nullable) under way */
	gboolean is_due;                /* something changed since @load began */
	GPtrArray *monitors;            /* of GFileMonitor * */
	GSource *timer;                 /* begins the next reading when it is ready */
	char *said;                     /* (nullable) the banner */
} Lists;

static gboolean
is_of_links(Side side)
{
	return side == SIDE_LINK_ALLOW || side == SIDE_LINK_DENY;
}

static const GPtrArray *
get_problems(const Load *load, Side side)
{
	return is_of_links(side) ? load->link_results[side]->problems
				 : load->results[side]->problems;
}

static gboolean
is_missing(const Load *load, Side side)
{
	return is_of_links(side) ? load->link_results[side]->is_missing
				 : load->results[side]->is_missing;
}

static void
free_load(Load *load)
{
	if (load->thread != NULL)
		g_thread_join(load->thread);
	g_source_destroy(load->source);
	g_source_unref(load->source);
	for (guint i = 0; i < N_SIDES; i++) {
		wd_name_request_free(load->requests[i]);
		wd_name_result_free(load->results[i]);
		wd_link_result_free(load->link_results[i]);
	}
	g_free(load);
}

static gpointer
read_lists(gpointer data)
{
	Load *load = data;

	for (guint i = 0; i < N_SIDES; i++) {
		if (is_of_links((Side)i))
			load->link_results[i] =
				wd_link_files_read(load->requests[i], &load->is_cancelled);
		else
			load->results[i] =
				wd_name_request_read(load->requests[i], &load->is_cancelled);
	}
	g_source_attach(load->source, NULL);
	return NULL;
}

static void
read_later(Lists *lists, gint64 delay_us)
{
	if (lists->load != NULL)
		lists->is_due = TRUE;
	else
		g_source_set_ready_time(lists->timer, g_get_monotonic_time() + delay_us);
}

static void
audit_problem(Lists *lists, const WdPolicyProblem *problem)
{
	g_autofree char *place = g_strdup_printf("%s:%u", problem->path, problem->line);
	const WdAuditRecord record = {
		.event = "policy.rejected",
		.severity = problem->is_managed ? WD_SEVERITY_ERROR : WD_SEVERITY_WARNING,
		.is_failure = TRUE,
		.detail_key = "place",
		.detail = place,
		.time_ms = wd_session_now_ms(lists->session),
	};

	wd_session_write_audit(lists->session, &record);
}

/* Said once, and once more when something else is wrong. */
static void
say(Lists *lists, const GPtrArray *problems)
{
	const WdPolicyProblem *first = problems->len > 0 ? g_ptr_array_index(problems, 0) : NULL;
	g_autofree char *text = NULL;

	if (first != NULL)
		/* Translators: a file, a line (0: all of it), what is wrong, how many mistakes. */
		text = g_strdup_printf(
			g_dngettext(
				GETTEXT_PACKAGE,
				"A list of people or sites has a mistake; the rest of it is used: "
				"%s:%u: %s (%u in all)",
				"Lists of people or sites have mistakes; the rest of them is "
				"used: %s:%u: %s (%u in all)",
				problems->len),
			first->path,
			first->line,
			first->message,
			problems->len);
	if (g_strcmp0(text, lists->said) == 0)
		return;
	for (guint i = 0; i < problems->len; i++)
		audit_problem(lists, g_ptr_array_index(problems, i));
	wd_session_banner(lists->session, "lists", text);
	g_free(lists->said);
	lists->said = g_steal_pointer(&text);
}

static gboolean
is_same_files(const Lists *lists, Side side, const WdNameRequest *request)
{
	return lists->paths[side] != NULL && g_strv_equal((const char *const *)lists->paths[side],
							  wd_name_request_get_paths(request));
}

/* A company's list that has gone missing stays in force as it was last read. */
static gboolean
must_keep_old(const Lists *lists, Side side, const Load *load)
{
	return (side == SIDE_DENY || side == SIDE_LINK_DENY) && is_missing(load, side) &&
	       wd_name_request_is_managed(load->requests[side]) &&
	       (lists->lists[side] != NULL || lists->link_lists[side] != NULL) &&
	       is_same_files(lists, side, load->requests[side]);
}

static void
give_to_engine(Lists *lists)
{
	WdKnowledge *knowledge = wd_session_get_knowledge(lists->session);

	knowledge->allow_list = lists->lists[SIDE_ALLOW];
	knowledge->deny_list = lists->lists[SIDE_DENY];
	knowledge->link_allow_lists = lists->link_lists[SIDE_LINK_ALLOW];
	knowledge->link_deny_lists = lists->link_lists[SIDE_LINK_DENY];
}

/* The old lists go when nobody can ask them any more. */
static void
take_lists(Lists *lists, Side side, Load *load)
{
	g_autoptr(WdNameList) old = lists->lists[side];
	g_autoptr(GPtrArray) old_links = lists->link_lists[side];

	if (is_of_links(side)) {
		lists->link_lists[side] = g_ptr_array_ref(load->link_results[side]->lists);
		g_steal_pointer(&old);
	} else {
		lists->lists[side] = g_steal_pointer(&load->results[side]->list);
		g_steal_pointer(&old_links);
	}
	give_to_engine(lists);
}

static void
take_side(Lists *lists, Side side, Load *load)
{
	WdKnowledge *knowledge = wd_session_get_knowledge(lists->session);

	if (must_keep_old(lists, side, load))
		return;
	if (side == SIDE_DENY)
		knowledge->is_deny_list_missing =
			is_missing(load, side) && wd_name_request_is_managed(load->requests[side]);
	g_strfreev(lists->paths[side]);
	lists->paths[side] = g_strdupv((char **)wd_name_request_get_paths(load->requests[side]));
	take_lists(lists, side, load);
}

static gboolean
finish(gpointer data)
{
	Lists *lists = data;
	Load *load = g_steal_pointer(&lists->load);
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();

	for (guint i = 0; i < N_SIDES; i++) {
		take_side(lists, (Side)i, load);
		wd_policy_problems_append(problems, get_problems(load, (Side)i));
	}
	say(lists, problems);
	free_load(load);
	if (lists->is_due)
		read_later(lists, 0);
	lists->is_due = FALSE;
	return G_SOURCE_REMOVE;
}

static void
on_event(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
	read_later(data, DEBOUNCE_US);
}

static void
unwatch(Lists *lists)
{
	/* A monitor may outlive us for as long as an event of its is under way. */
	for (guint i = 0; i < lists->monitors->len; i++)
		g_signal_handlers_disconnect_by_data(g_ptr_array_index(lists->monitors, i), lists);
	g_ptr_array_set_size(lists->monitors, 0);
}

static void
watch(Lists *lists, const Load *load)
{
	unwatch(lists);
	for (guint i = 0; i < N_SIDES; i++) {
		const char *const *paths = wd_name_request_get_paths(load->requests[i]);

		for (; *paths != NULL; paths++) {
			g_autoptr(GFile) file = g_file_new_for_path(*paths);
			GFileMonitor *monitor =
				g_file_monitor(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

			if (monitor == NULL)
				continue; /* read again at the next change of policy, then */
			g_signal_connect(monitor, "changed", G_CALLBACK(on_event), lists);
			g_ptr_array_add(lists->monitors, monitor);
		}
	}
}

/* Until a company's deny list is there for the first time nobody knows who is on it. */
static void
expect(Lists *lists, const Load *load)
{
	const WdNameRequest *deny = load->requests[SIDE_DENY];
	WdKnowledge *knowledge = wd_session_get_knowledge(lists->session);

	if (wd_name_request_is_managed(deny) && *wd_name_request_get_paths(deny) != NULL &&
	    lists->lists[SIDE_DENY] == NULL)
		knowledge->is_deny_list_missing = TRUE;
}

static gboolean
has_files(const Load *load)
{
	for (guint i = 0; i < N_SIDES; i++) {
		if (*wd_name_request_get_paths(load->requests[i]) != NULL)
			return TRUE;
	}
	return FALSE;
}

static void
begin(Lists *lists)
{
	WdNamePlaces places = wd_name_places_get_installed(wd_session_get_base(lists->session));
	const WdPolicy *policy = wd_session_get_policy(lists->session);
	Load *load = g_new0(Load, 1);

	for (guint i = 0; i < N_SIDES; i++)
		load->requests[i] = wd_name_request_new(policy, keys[i], &places);
	load->source = g_idle_source_new();
	g_source_set_callback(load->source, finish, lists, NULL);
	watch(lists, load); /* before reading: what changes meanwhile is read again */
	expect(lists, load);
	lists->load = load;
	if (has_files(load))
		load->thread = g_thread_new("warden-lists", read_lists, load);
	else
		(void)read_lists(load); /* touches no disk */
}

static gboolean
timer_dispatch(GSource *source, GSourceFunc callback, gpointer data)
{
	g_source_set_ready_time(source, -1);
	begin(data);
	return G_SOURCE_CONTINUE;
}

static GSourceFuncs timer_functions = {.dispatch = timer_dispatch};

static gboolean
never_called(gpointer data)
{
	return G_SOURCE_CONTINUE; /* dispatch takes the data and does the work */
}

static void
free_lists(gpointer data)
{
	Lists *lists = data;

	if (lists->load != NULL) {
		g_atomic_int_set(&lists->load->is_cancelled, 1);
		free_load(lists->load);
	}
	unwatch(lists);
	g_ptr_array_unref(lists->monitors);
	g_source_destroy(lists->timer);
	g_source_unref(lists->timer);
	for (guint i = 0; i < N_SIDES; i++) {
		wd_name_list_free(lists->lists[i]);
		g_clear_pointer(&lists->link_lists[i], g_ptr_array_unref);
		g_strfreev(lists->paths[i]);
	}
	g_free(lists->said);
	g_free(lists);
}

static gboolean
has_changed(const Lists *lists)
{
	WdNamePlaces places = wd_name_places_get_installed(wd_session_get_base(lists->session));
	const WdPolicy *policy = wd_session_get_policy(lists->session);

	for (guint i = 0; i < N_SIDES; i++) {
		g_autoptr(WdNameRequest) request = wd_name_request_new(policy, keys[i], &places);

		if (!is_same_files(lists, (Side)i, request))
			return TRUE;
	}
	return FALSE;
}

static void
policy_changed(WdSession *session)
{
	Lists *lists = wd_session_get_state(session, STATE);

	if (lists->load != NULL || has_changed(lists))
		read_later(lists, 0);
}

/**
 * wd_purple_lists_is_reading:
 * @session: the session
 *
 * Returns: whether a reading is under way or due: what the engine asks may be old
 */
gboolean
wd_purple_lists_is_reading(WdSession *session)
{
	const Lists *lists = wd_session_get_state(session, STATE);

	return lists->load != NULL || g_source_get_ready_time(lists->timer) >= 0;
}

/**
 * wd_purple_lists_attach:
 * @session: the session
 *
 * Begins to read; the session does not wait for it.
 */
void
wd_purple_lists_attach(WdSession *session)
{
	Lists *lists = g_new0(Lists, 1);

	lists->session = session;
	lists->monitors = g_ptr_array_new_with_free_func(g_object_unref);
	lists->timer = g_source_new(&timer_functions, sizeof(GSource));
	g_source_set_callback(lists->timer, never_called, lists, NULL);
	g_source_attach(lists->timer, NULL);
	wd_session_set_state(session, STATE, lists, free_lists);
	wd_session_add_policy_watch(session, policy_changed);
	begin(lists);
}

/**
 * wd_purple_lists_detach:
 * @session: the session
 *
 * Waits for the thread, which stops at the next piece of its file.
 */
void
wd_purple_lists_detach(WdSession *session)
{
	WdKnowledge *knowledge = wd_session_get_knowledge(session);

	wd_session_remove_policy_watch(session, policy_changed);
	knowledge->allow_list = NULL;
	knowledge->deny_list = NULL;
	knowledge->is_deny_list_missing = FALSE;
	knowledge->link_allow_lists = NULL;
	knowledge->link_deny_lists = NULL;
	wd_session_set_state(session, STATE, NULL, NULL);
}
