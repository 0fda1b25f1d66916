/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "bench.h"
#include "crypto/wd-crypto.h"
#include "store/wd-audit-verify.h"
#include "store/wd-audit.h"
#include "store/wd-paths.h"

#define N_LINES 20000
#define NOW_MS  G_GINT64_CONSTANT(1700000000000)
#define BAR_US  15 /* an append without fsync */

static WdAudit *
open_trail(const char *base, WdKeys *keys)
{
	const WdAuditOptions options = {.policy_digest = "sha256:0123456789abcdef"};
	WdAudit *audit = wd_audit_open(base, keys, &options, NOW_MS, NULL);

	g_assert(audit != NULL);
	return audit;
}

static void
bench_append(const char *base, WdKeys *keys)
{
	const WdAuditRecord record = {
		.event = "spam.flagged",
		.severity = WD_SEVERITY_NOTICE,
		.reason = "spim.text",
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "stranger@elsewhere.example",
		.time_ms = NOW_MS,
	};
	BenchTimer timer = {0};
	WdAudit *audit = open_trail(base, keys);

	for (guint i = 0; i < N_LINES; i++) {
		gboolean is_written;

		bench_timer_begin(&timer);
		is_written = wd_audit_write(audit, &record, NULL);
		bench_timer_end(&timer);
		g_assert(is_written);
	}
	bench_timer_print(&timer, "audit.append", BAR_US);
	wd_audit_close(audit, NOW_MS);
}

/* Lines that must not be lost with the power: the worker syncs them, the caller does not wait. */
static void
bench_append_urgent(const char *base, WdKeys *keys)
{
	const WdAuditRecord record = {
		.event = "file.blocked", .severity = WD_SEVERITY_WARNING, .time_ms = NOW_MS};
	BenchTimer timer = {0};
	WdAudit *audit = open_trail(base, keys);

	for (guint i = 0; i < N_LINES / 10; i++) {
		gboolean is_written;

		bench_timer_begin(&timer);
		is_written = wd_audit_write(audit, &record, NULL);
		bench_timer_end(&timer);
		g_assert(is_written);
	}
	bench_timer_print(&timer, "audit.append-durable", BAR_US);
	wd_audit_close(audit, NOW_MS);
}

static void
bench_verify(const char *base, WdKeys *keys)
{
	double start_us = bench_time_us();
	g_autoptr(WdAuditReport) report = wd_audit_verify(base, keys, NULL);

	g_assert(report != NULL && report->is_intact && report->is_mac_checked);
	bench_print("audit.verify", (bench_time_us() - start_us) / report->n_records, "us/line");
}

static void
bench_open(const char *base, WdKeys *keys)
{
	BenchTimer timer = {0};

	for (guint i = 0; i < 50; i++) {
		WdAudit *audit;

		bench_timer_begin(&timer);
		audit = open_trail(base, keys);
		bench_timer_end(&timer);
		wd_audit_close(audit, NOW_MS);
	}
	bench_timer_print(&timer, "audit.open", 0);
}

int
main(void)
{
	g_autofree char *base = bench_make_base();
	g_autoptr(WdKeys) keys = NULL;

	g_assert(wd_crypto_start(NULL) && wd_path_prepare(base, NULL));
	keys = wd_keys_open(base, NULL);
	g_assert(keys != NULL);
	bench_append(base, keys);
	bench_append_urgent(base, keys);
	bench_verify(base, keys);
	bench_open(base, keys);
	bench_remove_tree(base);
	return 0;
}
