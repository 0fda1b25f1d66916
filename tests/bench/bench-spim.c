/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>
#include <time.h>

#include "bench.h"
#include "engine/detect/wd-spim.h"
#include "engine/spim/wd-spim-model.h"

#define N_ROUNDS 40
#define N_BLOCK  256 /* messages that are timed together: short enough to be left in peace once */

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

/* The processor's time, which does not count what else the machine does. */
static double
get_cpu_us(void)
{
	struct timespec now;

	g_assert(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1000;
}

/* A stranger's first messages, and what is known and set then. */
typedef struct {
	GPtrArray *events;
	WdContext context;
	WdPolicy *policy;
	double sum; /* of all scores, so that none is optimised away */
} Subject;

typedef void (*Score)(Subject *subject, const WdEvent *event);

/* The text alone. */
static void
score(Subject *subject, const WdEvent *event)
{
	subject->sum += wd_spim_model_judge_text(wd_spim_model_get_shipped(), event->text);
}

/* All that the detector does: phrases, context, policy, verdict, and the words of what is accused.
 */
static void
judge(Subject *subject, const WdEvent *event)
{
	WdVerdict *verdict = wd_verdict_new();

	wd_spim.inspect(event, &subject->context, subject->policy, verdict);
	subject->sum += verdict->spim_probability;
	wd_verdict_free(verdict);
}

static double
time_block(Subject *subject, Score function, guint first)
{
	double start_us = get_cpu_us();

	for (guint i = first; i < MIN(first + N_BLOCK, subject->events->len); i++)
		function(subject, g_ptr_array_index(subject->events, i));
	return get_cpu_us() - start_us;
}

static void
measure(Subject *subject, const char *name, Score function)
{
	double sum_us = 0;

	for (guint first = 0; first < subject->events->len; first += N_BLOCK) {
		double best_us = 1e12;

		for (guint round = 0; round < N_ROUNDS; round++) {
			double block_us = time_block(subject, function, first);

			best_us = MIN(best_us, block_us);
		}
		sum_us += best_us;
	}
	bench_print(name, sum_us / subject->events->len, "us for each message, best of 40 rounds");
}

static WdEvent *
make_event(const char *text)
{
	return wd_event_new(&(const WdEvent){
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "somebody@elsewhere.example",
		.text = text,
	});
}

/* bench-spim [FILE]: what it costs to score a message with the shipped model. */
int
main(int argc, char **argv)
{
	g_auto(GStrv) lines = load_lines(argc, argv);
	Subject subject = {
		.events = g_ptr_array_new(),
		.context = {.is_roster_loaded = TRUE, .is_first_message = TRUE},
		.policy = wd_policy_new_default(),
	};

	for (guint i = 0; lines[i] != NULL; i++)
		g_ptr_array_add(subject.events, make_event(lines[i]));
	measure(&subject, "spim.score", score);
	measure(&subject, "spim.judge", judge);
	for (guint i = 0; i < subject.events->len; i++)
		wd_event_unref(g_ptr_array_index(subject.events, i));
	g_ptr_array_unref(subject.events);
	wd_policy_unref(subject.policy);
	return subject.sum == 0;
}
