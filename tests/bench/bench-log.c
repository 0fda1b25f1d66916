/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What one logged message costs the main loop: libpurple's own HTML logger against ours, in turns
 * in the same process, both through purple_log_write().
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "fakes/wd-null-purple.h"
#include "purple/log-session.h"
#include "purple/wd-purple-log.h"

#define N_ROUNDS     400
#define N_A_ROUND    50
#define N_MESSAGES   (N_ROUNDS * N_A_ROUND)
#define BODY_BYTES   200
#define BAR_RATIO    1.10 /* ours to the stock logger's, medians */
#define MESSAGE_TIME 1795323600

typedef struct {
	const char *name;
	PurpleLog *log;
	gint64 *samples_ns;
	guint n_samples;
} Side;

static gint64
now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (gint64)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void
write_round(Side *side, const char *body)
{
	for (guint i = 0; i < N_A_ROUND; i++) {
		gint64 start_ns = now_ns();

		purple_log_write(side->log, PURPLE_MESSAGE_RECV, "colleague", MESSAGE_TIME, body);
		side->samples_ns[side->n_samples++] = now_ns() - start_ns;
	}
}

static int
compare(gconstpointer a, gconstpointer b)
{
	gint64 first = *(const gint64 *)a;
	gint64 second = *(const gint64 *)b;

	return (first > second) - (first < second);
}

static double
get_percentile_us(const Side *side, double part)
{
	return (double)side->samples_ns[(guint)(part * (side->n_samples - 1))] / 1000;
}

static void
report(Side *side)
{
	qsort(side->samples_ns, side->n_samples, sizeof *side->samples_ns, compare);
	printf("%-10s p50 %6.2f us  p99 %6.2f us  max %8.2f us\n",
	       side->name,
	       get_percentile_us(side, 0.5),
	       get_percentile_us(side, 0.99),
	       get_percentile_us(side, 1));
}

static PurpleLog *
new_log(PurpleAccount *account, const char *name)
{
	return purple_log_new(PURPLE_LOG_IM, name, account, NULL, MESSAGE_TIME, NULL);
}

int
main(void)
{
	PurpleAccount *account;
	WdSession *session;
	g_autofree char *base = NULL;
	g_autofree char *body = g_strnfill(BODY_BYTES, 'x');
	Side sides[2] = {{.name = "stock HTML"}, {.name = "encrypted"}};
	double ratio;

	wd_null_purple_start();
	purple_prefs_set_string("/purple/logging/format", "html");
	base = g_build_filename(wd_null_purple_get_user_dir(), "warden", NULL);
	account = wd_null_purple_sign_on("me@corp.example");
	sides[0].log = new_log(account, "stock@corp.example");
	session = log_session_start(wd_null_purple_new_plugin("core-warden"), base);
	log_session_set_policy(WD_KEY_LOGS_MODE, "always");
	wd_purple_log_attach(session);
	sides[1].log = new_log(account, "ours@corp.example");
	for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
		sides[i].samples_ns = g_new0(gint64, N_MESSAGES + N_A_ROUND);
		write_round(&sides[i], body); /* opens the file; not counted */
		sides[i].n_samples = 0;
	}
	for (guint round = 0; round < N_ROUNDS; round++) {
		write_round(&sides[round % 2], body);
		write_round(&sides[1 - round % 2], body);
	}
	for (guint i = 0; i < G_N_ELEMENTS(sides); i++)
		report(&sides[i]);
	ratio = get_percentile_us(&sides[1], 0.5) / get_percentile_us(&sides[0], 0.5);
	printf("log-append-ratio %.2f (bar %.2f) %s\n",
	       ratio,
	       BAR_RATIO,
	       ratio <= BAR_RATIO ? "ok" : "over");
	for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
		purple_log_free(sides[i].log);
		g_free(sides[i].samples_ns);
	}
	wd_purple_log_detach(session);
	log_session_stop();
	log_session_forget_policy();
	wd_null_purple_stop();
	return 0;
}
