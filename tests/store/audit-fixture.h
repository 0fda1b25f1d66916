/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "store-fixture.h"
#include "store/wd-audit-verify.h"
#include "store/wd-audit.h"

#define MS_PER_DAY (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)
#define NOW_MS     (20000 * MS_PER_DAY + 4500123) /* 2024-10-04T01:15:00.123Z */

WdAudit *audit_fixture_open(const StoreFixture *fixture, gint64 now_ms);
void audit_fixture_write(WdAudit *audit, const char *event, gint64 now_ms);
void audit_fixture_make(const StoreFixture *fixture, guint n_records, gint64 now_ms);
char *audit_fixture_path(const StoreFixture *fixture, guint index);
char *audit_fixture_read(const StoreFixture *fixture, guint index, gsize *len);
void audit_fixture_replace(const StoreFixture *fixture, guint index, const char *bytes, gsize len);
GPtrArray *audit_fixture_collect(const StoreFixture *fixture); /* of char *, a line each */
guint audit_fixture_count_files(const StoreFixture *fixture);
void audit_fixture_expect(const StoreFixture *fixture, const char *problem);
