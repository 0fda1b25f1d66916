/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "store/wd-keys.h"
#include "store/wd-log-reader.h"
#include "store/wd-log-writer.h"

#define LOG_TIME_MS G_GINT64_CONSTANT(1795323600123) /* 2026-11-22, 05:00 UTC */

/* A profile in a temporary folder, and a way to write and read logs in it. */
typedef struct {
	char *profile; /* the client's user directory */
	char *base;    /* "warden" in it */
	WdKeys *keys;
	WdLogHome home;
} WdLogFixture;

WdLogFixture *wd_log_fixture_new(void);
void wd_log_fixture_free(WdLogFixture *fixture);
WdLogMeta wd_log_fixture_meta(void);
char *wd_log_fixture_write(WdLogFixture *fixture, const char *const *bodies, gboolean is_closed);
GBytes *wd_log_fixture_load(const char *path);
GPtrArray *wd_log_fixture_read(WdLogFixture *fixture, GBytes *bytes, WdLogReport *report);
gboolean wd_log_fixture_collect(const WdLogMessage *message, gpointer bodies);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogFixture, wd_log_fixture_free)
