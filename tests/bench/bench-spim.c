/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "bench.h"
#include "engine/spim/wd-spim-model.h"

#define N_ROUNDS 20

/* Stands in where no file of messages is given, one a line. */
static const char *const built_in[] = {
	"did you get the mail about thursday?",
	"URGENT! You have won a prize, claim it now: call 09061700000 or see http://win.example/",
	"I think it is the cable, try another port and tell me what lsusb says",
	"\u041f\u0440\u0438\u0432\u0435\u0442, \u043a\u0430\u043a \u0434\u0435\u043b\u0430? "
	"\u0412\u0441\u0442\u0440\u0435\u0442\u0438\u043c\u0441\u044f \u0432 "
	"\u0441\u0435\u043c\u044c",
	"ok",
	NULL,
};

static char **
load_lines(int argc, char **argv)
{
	g_autofree char *text = NULL;

	if (argc < 2)
		return g_strdupv((char **)built_in);
	g_assert(g_file_get_contents(argv[1], &text, NULL, NULL));
	g_strchomp(text);
	return g_strsplit(text, "\n", -1);
}

/* bench-spim [FILE]: what it costs to score a message with the shipped model. */
int
main(int argc, char **argv)
{
	g_auto(GStrv) lines = load_lines(argc, argv);
	guint n = g_strv_length(lines);
	double sum = 0;
	double best_us = 1e12;

	for (guint round = 0; round < N_ROUNDS; round++) {
		double start_us = bench_time_us();

		for (guint i = 0; i < n; i++)
			sum += wd_spim_model_judge_text(wd_spim_model_get_shipped(), lines[i]);
		best_us = MIN(best_us, bench_time_us() - start_us);
	}
	bench_print("spim.score", best_us / n, "us for each message, best of 20 rounds");
	return sum == 0; /* the scores must not be optimised away */
}
