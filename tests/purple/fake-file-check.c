/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fake-file-check.h"

struct WdFileCheck {
	WdEvent *event;
	WdFileCheckDone done;
	gpointer data;
	guint source;
};

static GPtrArray *checks; /* of WdFileCheck *: not answered */
static gboolean delayed;
static const WdFileFacts *told; /* (nullable) a reference */
static const char *real_name;   /* (nullable) */

static void
free_check(WdFileCheck *check)
{
	g_ptr_array_remove(checks, check);
	wd_event_unref(check->event);
	g_free(check);
}

static void
answer(WdFileCheck *check)
{
	WdEvent fields = *check->event;
	g_autoptr(WdEvent) event = NULL;

	fields.file_facts = told;
	if (real_name != NULL)
		fields.file_name = real_name;
	event = wd_event_new(&fields);
	check->done(event, check->data);
	free_check(check);
}

static gboolean
on_due(gpointer data)
{
	WdFileCheck *check = data;

	check->source = 0;
	if (!delayed)
		answer(check);
	return G_SOURCE_REMOVE;
}

/* No process is started. */
void
wd_file_check_attach(WdSession *session)
{
}

void
wd_file_check_detach(WdSession *session)
{
}

WdFileCheck *
wd_file_check_start(
	WdSession *session, const WdEvent *event, int fd, WdFileCheckDone done, gpointer data)
{
	WdFileCheck *check = g_new0(WdFileCheck, 1);

	g_assert_cmpint(fd, >=, 0);
	*check = (WdFileCheck){wd_event_ref(event), done, data, 0};
	if (checks == NULL)
		checks = g_ptr_array_new();
	g_ptr_array_add(checks, check);
	check->source = g_idle_add_full(G_PRIORITY_DEFAULT, on_due, check, NULL);
	return check;
}

void
wd_file_check_cancel(WdFileCheck *check)
{
	if (check->source != 0)
		g_source_remove(check->source);
	free_check(check);
}

void
fake_file_check_reset(void)
{
	g_assert_cmpuint(fake_file_check_count(), ==, 0); /* whoever starts one ends it */
	g_clear_pointer(&checks, g_ptr_array_unref);
	fake_file_check_tell(NULL);
	delayed = FALSE;
	real_name = NULL;
}

void
fake_file_check_delay(gboolean is_delayed)
{
	delayed = is_delayed;
}

void
fake_file_check_tell(const WdFileFacts *facts)
{
	wd_file_facts_unref(told);
	told = facts == NULL ? NULL : wd_file_facts_ref(facts);
}

void
fake_file_check_rename(const char *name)
{
	real_name = name;
}

guint
fake_file_check_count(void)
{
	return checks == NULL ? 0 : checks->len;
}

void
fake_file_check_answer(void)
{
	while (fake_file_check_count() > 0) {
		WdFileCheck *check = g_ptr_array_index(checks, 0);

		if (check->source != 0)
			g_source_remove(check->source);
		answer(check);
	}
}
