/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "finch/wd-text-review.h"

#include <glib/gi18n-lib.h>
#include <purple.h>

#include "engine/text/wd-utf8.h"
#include "ui/wd-phrases.h"

#define MAX_NAME_CHARS 40
#define MAX_TEXT_CHARS 80
#define FIELD_ROWS     "rows"
#define FIELD_DECISION "decision"

/* In the order of the choice field; the first one changes nothing and is the default. */
static const struct {
	const char *label;
	WdDecision decision;
} decisions[] = {
	{N_("Leave it here"), WD_DECISION_RELEASE},
	{N_("Release it"), WD_DECISION_RELEASE},
	{N_("Release it and trust the sender"), WD_DECISION_TRUST},
	{N_("Delete it"), WD_DECISION_DELETE},
	{N_("Delete it and block the sender"), WD_DECISION_REPORT},
};

typedef struct {
	const WdHost *host;
	gpointer plugin_handle;
	GPtrArray *held; /* of WdHeld *: the form points to their ids */
} Review;

static void
free_review(Review *review)
{
	g_ptr_array_unref(review->held);
	g_free(review);
}

static const char *
get_subject(const WdEvent *event)
{
	return event->kind == WD_EVENT_FILE && event->file_name != NULL ? event->file_name
									: event->text;
}

/**
 * wd_text_review_describe:
 * @held: a row of the queue
 *
 * Returns: (transfer full): one line: when, what, who, the beginning of it, and why
 */
char *
wd_text_review_describe(const WdHeld *held)
{
	const WdEvent *event = held->event;
	const WdFinding *first =
		held->findings->len > 0 ? g_ptr_array_index(held->findings, 0) : NULL;
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_local(held->held_ms / 1000);
	g_autofree char *when = g_date_time_format(time, "%x %H:%M");
	g_autofree char *who = wd_utf8_show(event->peer, MAX_NAME_CHARS);
	g_autofree char *subject = wd_utf8_show(get_subject(event), MAX_TEXT_CHARS);

	/* Translators: time, kind of thing, name of a person, beginning of a message or name of a
	 * file, state, reason. */
	return g_strdup_printf(_("%s  %s  %s: %s  [%s: %s]"),
			       when,
			       wd_phrase_for_kind(event->kind),
			       who,
			       subject,
			       wd_phrase_for_state(held->state),
			       wd_phrase_short(first != NULL ? first->code : "contact.stranger"));
}

static gboolean
decide_all(const Review *review, GList *selected, PurpleRequestField *rows, guint index)
{
	GString *failures = g_string_new(NULL);
	gboolean has_decided = FALSE;

	for (GList *l = selected; l != NULL; l = l->next) {
		const char *id = purple_request_field_list_get_data(rows, l->data);
		g_autoptr(GError) error = NULL;

		if (id == NULL)
			continue;
		if (review->host->decide(
			    review->host->session, id, decisions[index].decision, &error))
			has_decided = TRUE;
		else
			g_string_append_printf(
				failures, "%s\n", error != NULL ? error->message : "?");
	}
	if (failures->len > 0)
		purple_notify_error(review->plugin_handle,
				    _("Purple Warden"),
				    _("This could not be done"),
				    failures->str);
	g_string_free(failures, TRUE);
	return has_decided;
}

static void
apply(gpointer data, PurpleRequestFields *fields)
{
	Review *review = data;
	PurpleRequestField *rows = purple_request_fields_get_field(fields, FIELD_ROWS);
	int index = purple_request_fields_get_choice(fields, FIELD_DECISION);
	GList *selected = purple_request_field_list_get_selected(rows);

	if (index > 0 && (gsize)index < G_N_ELEMENTS(decisions) && selected != NULL &&
	    decide_all(review, selected, rows, (guint)index) &&
	    review->host->count_waiting(review->host->session) > 0)
		wd_text_review_show(review->host, review->plugin_handle);
	free_review(review);
}

static void
forget(gpointer data, PurpleRequestFields *fields)
{
	free_review(data);
}

/* Two rows may read alike, and the list is keyed by what it shows: the number tells them apart. */
static PurpleRequestField *
make_rows(const GPtrArray *held)
{
	PurpleRequestField *rows = purple_request_field_list_new(FIELD_ROWS, _("Held"));

	purple_request_field_list_set_multi_select(rows, TRUE);
	for (guint i = 0; i < held->len; i++) {
		const WdHeld *row = g_ptr_array_index(held, i);
		g_autofree char *line = wd_text_review_describe(row);
		g_autofree char *label = g_strdup_printf("%u. %s", i + 1, line);

		purple_request_field_list_add_icon(rows, label, NULL, row->id);
	}
	return rows;
}

static PurpleRequestFields *
make_form(const GPtrArray *held)
{
	PurpleRequestFields *fields = purple_request_fields_new();
	PurpleRequestFieldGroup *group = purple_request_field_group_new(_("Held for your review"));
	PurpleRequestField *choice =
		purple_request_field_choice_new(FIELD_DECISION, _("With the selected ones"), 0);

	for (gsize i = 0; i < G_N_ELEMENTS(decisions); i++)
		purple_request_field_choice_add(choice, _(decisions[i].label));
	purple_request_field_group_add_field(group, make_rows(held));
	purple_request_field_group_add_field(group, choice);
	purple_request_fields_add_group(fields, group);
	return fields;
}

/**
 * wd_text_review_show:
 * @host: what may be asked of the session
 * @plugin_handle: under which libpurple keeps the form
 *
 * Shows what is held in one form. Nothing happens to a row that was not selected, and nothing to
 * any row while the choice stays on its first entry.
 */
void
wd_text_review_show(const WdHost *host, gpointer plugin_handle)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) held = host->list_held(host->session, &error);
	Review *review;

	if (held == NULL || held->len == 0) {
		purple_notify_info(plugin_handle,
				   _("Purple Warden"),
				   held == NULL ? _("The review list could not be read")
						: _("Nothing is held"),
				   error != NULL ? error->message : NULL);
		return;
	}
	review = g_new0(Review, 1);
	review->host = host;
	review->plugin_handle = plugin_handle;
	review->held = g_ptr_array_ref(held);
	if (purple_request_fields(plugin_handle,
				  _("Purple Warden"),
				  _("Review what was held"),
				  NULL,
				  make_form(held),
				  _("_Apply"),
				  G_CALLBACK(apply),
				  _("_Close"),
				  G_CALLBACK(forget),
				  NULL,
				  NULL,
				  NULL,
				  review) == NULL)
		free_review(review);
}
