/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "finch/wd-text-review.h"

#include <glib/gi18n-lib.h>
#include <purple.h>

#include "engine/text/wd-utf8.h"
#include "engine/wd-error.h"
#include "finch/wd-text-label.h"
#include "finch/wd-text-unlock.h"
#include "ui/wd-file-words.h"
#include "ui/wd-phrases.h"

/* A row is one line of a terminal of 80 columns, and a form must fit into 24 lines. */
#define MAX_NAME_CHARS 22
#define MAX_TEXT_CHARS 24
#define MAX_ROWS       12
#define FIELD_DECISION "decision"

typedef enum {
	OFFER_NOTHING, /* leaves everything as it is */
	OFFER_DECIDE,
	OFFER_SPIM,
	OFFER_NOT_SPIM,
} OfferKind;

typedef struct {
	const char *label;
	OfferKind kind;
	WdDecision decision; /* OFFER_DECIDE */
} Offer;

/* The first one is the default. */
static const Offer offers[] = {
	{N_("Leave them here"), OFFER_NOTHING, WD_DECISION_RELEASE},
	{N_("Release them"), OFFER_DECIDE, WD_DECISION_RELEASE},
	{N_("Release them and trust the senders"), OFFER_DECIDE, WD_DECISION_TRUST},
	{N_("Delete them"), OFFER_DECIDE, WD_DECISION_DELETE},
	{N_("Delete them and block the senders"), OFFER_DECIDE, WD_DECISION_REPORT},
	{N_("This is SPIM: delete them and learn"), OFFER_SPIM, WD_DECISION_DELETE},
	{N_("Not SPIM: release them and learn"), OFFER_NOT_SPIM, WD_DECISION_RELEASE},
};

typedef struct {
	const WdHost *host;
	gpointer plugin_handle;
	GPtrArray *held; /* of WdHeld *: the ids of the form's fields */
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
 * Returns: (transfer full): one short line: when, who, the beginning of it, and why it was held or
 *   what became of it
 */
char *
wd_text_review_describe(const WdHeld *held)
{
	const WdEvent *event = held->event;
	const WdFinding *first =
		held->findings->len > 0 ? g_ptr_array_index(held->findings, 0) : NULL;
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_local(held->held_ms / 1000);
	g_autofree char *when = g_date_time_format(time, "%H:%M");
	g_autofree char *who = wd_utf8_show(event->peer, MAX_NAME_CHARS);
	g_autofree char *subject = wd_utf8_show(get_subject(event), MAX_TEXT_CHARS);
	const char *reason = held->state == WD_HELD_WAITING && first != NULL
				     ? wd_phrase_short(first->code)
				     : wd_phrase_for_state(held->state);

	/* Translators: time, name of a person, beginning of a message or name of a file, reason. */
	return g_strdup_printf(_("%s %s: %s (%s)"), when, who, subject, reason);
}

/* What was learned with one choice, and the way back. */
typedef struct {
	const WdHost *host;
	gpointer plugin_handle;
	GPtrArray *lesson_ids; /* of char * */
	char *said;            /* (nullable) */
} Learned;

static void
free_learned(Learned *learned)
{
	g_ptr_array_unref(learned->lesson_ids);
	g_free(learned->said);
	g_free(learned);
}

static void
undo(gpointer data, int index)
{
	Learned *learned = data;
	g_autoptr(GError) error = NULL;
	g_autofree char *said = NULL;

	for (guint i = learned->lesson_ids->len; i-- > 0 && error == NULL;) {
		g_free(said);
		said = learned->host->undo_lesson(
			learned->host->session, g_ptr_array_index(learned->lesson_ids, i), &error);
	}
	if (error != NULL)
		purple_notify_error(learned->plugin_handle,
				    _("Purple Warden"),
				    _("This could not be done"),
				    error->message);
	else
		purple_notify_info(learned->plugin_handle, _("Purple Warden"), said, NULL);
	free_learned(learned);
}

static void
keep(gpointer data, int index)
{
	free_learned(data);
}

/* Takes @learned: with something to take back it is offered, else only said. */
static void
offer_undo(Learned *learned)
{
	g_autofree char *undo_label = wd_text_label(_("_Undo"));
	g_autofree char *close_label = wd_text_label(_("_Close"));

	if (learned->said != NULL && learned->lesson_ids->len == 0)
		purple_notify_info(learned->plugin_handle, _("Purple Warden"), learned->said, NULL);
	if (learned->said == NULL || learned->lesson_ids->len == 0 ||
	    purple_request_action(learned->plugin_handle,
				  _("Purple Warden"),
				  learned->said,
				  NULL,
				  1,
				  NULL,
				  NULL,
				  NULL,
				  learned,
				  2,
				  undo_label,
				  G_CALLBACK(undo),
				  close_label,
				  G_CALLBACK(keep)) == NULL)
		free_learned(learned);
}

static gboolean
carry_out(const WdHost *host, const char *id, const Offer *offer, Learned *learned, GError **error)
{
	char *lesson_id = NULL;
	char *said;

	if (offer->kind == OFFER_DECIDE)
		return host->decide(host->session, id, offer->decision, error);
	said = host->teach_held(host->session, id, offer->kind == OFFER_SPIM, &lesson_id, error);
	if (said == NULL)
		return FALSE;
	if (lesson_id != NULL)
		g_ptr_array_add(learned->lesson_ids, lesson_id);
	g_free(learned->said);
	learned->said = said;
	return TRUE;
}

/* The rows whose boxes are ticked; borrowed from the review. */
static GPtrArray *
list_ticked(const Review *review, PurpleRequestFields *fields)
{
	GPtrArray *ticked = g_ptr_array_new();

	for (guint i = 0; i < MIN(review->held->len, MAX_ROWS); i++) {
		WdHeld *row = g_ptr_array_index(review->held, i);

		if (purple_request_fields_get_bool(fields, row->id))
			g_ptr_array_add(ticked, row);
	}
	return ticked;
}

static gboolean
decide_all(const Review *review, const GPtrArray *ticked, const Offer *offer)
{
	GString *failures = g_string_new(NULL);
	Learned *learned = g_new0(Learned, 1);
	gboolean has_decided = FALSE;

	learned->host = review->host;
	learned->plugin_handle = review->plugin_handle;
	learned->lesson_ids = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < ticked->len; i++) {
		const WdHeld *row = g_ptr_array_index(ticked, i);
		g_autoptr(GError) error = NULL;

		if (carry_out(review->host, row->id, offer, learned, &error))
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
	offer_undo(learned);
	return has_decided;
}

/* A choice that is to be thought over once more. Owns the review. */
typedef struct {
	Review *review;
	GPtrArray *ticked;
	const Offer *offer;
} Choice;

static void
free_choice(Choice *choice)
{
	g_ptr_array_unref(choice->ticked);
	free_review(choice->review);
	g_free(choice);
}

static void
carry_out_choice(gpointer data, int index)
{
	Choice *choice = data;
	const WdHost *host = choice->review->host;
	gpointer plugin_handle = choice->review->plugin_handle;
	gboolean has_decided = decide_all(choice->review, choice->ticked, choice->offer);

	free_choice(choice);
	if (has_decided && host->count_waiting(host->session) > 0)
		wd_text_review_show(host, plugin_handle);
}

static void
drop_choice(gpointer data, int index)
{
	free_choice(data);
}

static const WdHeld *
find_file(const GPtrArray *ticked)
{
	for (guint i = 0; i < ticked->len; i++) {
		if (wd_file_words_is_here(g_ptr_array_index(ticked, i)))
			return g_ptr_array_index(ticked, i);
	}
	return NULL;
}

/* Releasing a file puts it where somebody opens it: what was found is said once more. */
static void
ask_about_saving(Choice *choice, const WdHeld *file)
{
	g_autofree char *save_label = wd_text_label(_("_Save Anyway"));
	g_autofree char *leave_label = wd_text_label(_("_Leave It"));
	g_autofree char *question = wd_file_words_for_saving(file);
	g_autofree char *type = wd_file_words_for_type(file->event->file_facts);
	g_autofree char *scan = wd_file_words_for_scan(file->event->file_facts);
	g_autofree char *reasons = wd_phrase_for_findings(file->findings);
	g_autofree char *inside = NULL;

	/* Translators: what a file is as its bytes say; what the virus scanner said; reasons. */
	inside = g_strdup_printf(_("Inside: %s\nVirus scanner: %s\n\n%s"), type, scan, reasons);
	if (purple_request_action(choice->review->plugin_handle,
				  _("Purple Warden"),
				  question,
				  inside,
				  1,
				  NULL,
				  NULL,
				  NULL,
				  choice,
				  2,
				  save_label,
				  G_CALLBACK(carry_out_choice),
				  leave_label,
				  G_CALLBACK(drop_choice)) == NULL)
		free_choice(choice);
}

/* By what the entry stands for, not by its number: Finch counts the entries of a choice field from
 * one and Pidgin from zero, which would make "release" of "leave". */
static const Offer *
get_chosen(PurpleRequestFields *fields)
{
	PurpleRequestField *field = purple_request_fields_get_field(fields, FIELD_DECISION);
	GList *selected = purple_request_field_list_get_selected(field);

	return selected == NULL ? &offers[0]
				: purple_request_field_list_get_data(field, selected->data);
}

static void
apply(gpointer data, PurpleRequestFields *fields)
{
	Choice *choice = g_new0(Choice, 1);
	const WdHeld *file;

	choice->review = data;
	choice->offer = get_chosen(fields);
	choice->ticked = list_ticked(choice->review, fields);
	file = find_file(choice->ticked);
	if (choice->offer->kind == OFFER_NOTHING)
		free_choice(choice);
	else if (file != NULL && choice->offer->kind == OFFER_DECIDE &&
		 (choice->offer->decision == WD_DECISION_RELEASE ||
		  choice->offer->decision == WD_DECISION_TRUST))
		ask_about_saving(choice, file);
	else
		carry_out_choice(choice, 0);
}

static void
forget(gpointer data, PurpleRequestFields *fields)
{
	free_review(data);
}

static PurpleRequestFields *
make_form(const GPtrArray *held)
{
	PurpleRequestFields *fields = purple_request_fields_new();
	PurpleRequestFieldGroup *group = purple_request_field_group_new(_("Held for your review"));
	PurpleRequestField *choice =
		purple_request_field_list_new(FIELD_DECISION, _("With the ticked ones"));

	for (gsize i = 0; i < G_N_ELEMENTS(offers); i++)
		purple_request_field_list_add_icon(
			choice, _(offers[i].label), NULL, (gpointer)&offers[i]);
	purple_request_field_list_add_selected(choice, _(offers[0].label));
	/* A box for each: lists are too narrow to read in a terminal. */
	for (guint i = 0; i < MIN(held->len, MAX_ROWS); i++) {
		const WdHeld *row = g_ptr_array_index(held, i);
		g_autofree char *line = wd_text_review_describe(row);

		purple_request_field_group_add_field(
			group, purple_request_field_bool_new(row->id, line, FALSE));
	}
	purple_request_field_group_add_field(group, choice);
	purple_request_fields_add_group(fields, group);
	return fields;
}

static char *
say_more(guint n_held)
{
	guint n_more = n_held > MAX_ROWS ? n_held - MAX_ROWS : 0;

	return n_more == 0 ? NULL
			   : g_strdup_printf(g_dngettext(GETTEXT_PACKAGE,
							 "%u more comes after these.",
							 "%u more come after these.",
							 n_more),
					     n_more);
}

/**
 * wd_text_review_show:
 * @host: what may be asked of the session
 * @plugin_handle: under which libpurple keeps the form
 *
 * Shows the oldest of what is held in one form, which comes again while something is left to
 * decide; where it is locked, it can be unlocked first. Nothing happens to a row that was not
 * selected, and nothing to any row while the choice stays on its first entry.
 */
void
wd_text_review_show(const WdHost *host, gpointer plugin_handle)
{
	g_autofree char *apply_label = wd_text_label(_("_Apply"));
	g_autofree char *close_label = wd_text_label(_("_Close"));
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) held = host->list_held(host->session, &error);
	g_autofree char *more = NULL;
	Review *review;

	if (g_error_matches(error, WD_ERROR, WD_ERROR_LOCKED) && host->logs != NULL) {
		wd_text_unlock_ask(host, plugin_handle, wd_text_review_show);
		return;
	}
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
	more = say_more(held->len);
	if (purple_request_fields(plugin_handle,
				  _("Purple Warden"),
				  _("Review what was held"),
				  more,
				  make_form(held),
				  apply_label,
				  G_CALLBACK(apply),
				  close_label,
				  G_CALLBACK(forget),
				  NULL,
				  NULL,
				  NULL,
				  review) == NULL)
		free_review(review);
}
