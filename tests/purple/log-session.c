/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "log-session.h"

#include <string.h>

#include "purple/wd-session-audit.h"
#include "purple/wd-session-life.h"

#define NOW_MS G_GINT64_CONSTANT(1795300000123)

struct WdSession {
	PurplePlugin *plugin;
	char *base;
	WdKeys *keys;
	WdPolicy *policy;
	GHashTable *banners; /* id -> text */
	GPtrArray *audits;   /* of char * */
	GHashTable *states;  /* part -> what it keeps */
	gint64 now_ms;
};

static WdSession *session;
static WdPolicySetting settings[WD_N_KEYS];

WdSession *
log_session_start(PurplePlugin *plugin, const char *base)
{
	g_autoptr(GError) error = NULL;

	session = g_new0(WdSession, 1);
	session->plugin = plugin;
	session->base = g_strdup(base);
	session->keys = wd_keys_open(base, &error);
	g_assert_no_error(error);
	session->policy = wd_policy_new(settings, NULL);
	session->banners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	session->audits = g_ptr_array_new_with_free_func(g_free);
	session->states = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	session->now_ms = NOW_MS;
	return session;
}

void
log_session_stop(void)
{
	wd_policy_unref(session->policy);
	wd_keys_free(session->keys);
	g_hash_table_unref(session->banners);
	g_ptr_array_unref(session->audits);
	g_hash_table_unref(session->states);
	g_free(session->base);
	g_clear_pointer(&session, g_free);
}

void
log_session_set_policy(WdPolicyKey key, const char *value)
{
	g_free(settings[key].text);
	settings[key].text = g_strdup(value);
	settings[key].level = WD_LEVEL_IT_MANAGED;
	if (session == NULL)
		return;
	wd_policy_unref(session->policy);
	session->policy = wd_policy_new(settings, NULL);
}

void
log_session_forget_policy(void)
{
	for (guint i = 0; i < WD_N_KEYS; i++)
		g_free(settings[i].text);
	memset(settings, 0, sizeof settings);
}

const char *
log_session_get_banner(const char *id)
{
	return g_hash_table_lookup(session->banners, id);
}

guint
log_session_count_audits(const char *name)
{
	guint n = 0;

	for (guint i = 0; i < session->audits->len; i++)
		n += g_str_equal(g_ptr_array_index(session->audits, i), name);
	return n;
}

PurplePlugin *
wd_session_get_plugin(WdSession *self)
{
	return self->plugin;
}

const char *
wd_session_get_base(WdSession *self)
{
	return self->base;
}

const WdPolicy *
wd_session_get_policy(WdSession *self)
{
	return self->policy;
}

WdKeys *
wd_session_get_keys(WdSession *self)
{
	return self->keys;
}

gint64
wd_session_now_ms(WdSession *self)
{
	return self->now_ms;
}

void
wd_session_set_now_ms(WdSession *self, gint64 now_ms)
{
	self->now_ms = now_ms != 0 ? now_ms : NOW_MS;
}

void
wd_session_audit(WdSession *self,
		 const char *name,
		 WdSeverity severity,
		 const WdEvent *event,
		 const WdVerdict *verdict,
		 const char *reason)
{
	g_ptr_array_add(self->audits, g_strdup(name));
}

void
wd_session_write_audit(WdSession *self, const WdAuditRecord *record)
{
	g_ptr_array_add(self->audits, g_strdup(record->event));
}

void
wd_session_show_queue_again(WdSession *self)
{
}

gboolean
wd_session_has_trail(WdSession *self)
{
	return TRUE;
}

void
wd_session_set_state(WdSession *self, const char *part, gpointer state, GDestroyNotify free_state)
{
	g_assert_null(free_state);
	if (state == NULL)
		g_hash_table_remove(self->states, part);
	else
		g_hash_table_insert(self->states, g_strdup(part), state);
}

gpointer
wd_session_get_state(WdSession *self, const char *part)
{
	return g_hash_table_lookup(self->states, part);
}

void
wd_session_banner(WdSession *self, const char *id, const char *text)
{
	if (text == NULL)
		g_hash_table_remove(self->banners, id);
	else
		g_hash_table_insert(self->banners, g_strdup(id), g_strdup(text));
}
