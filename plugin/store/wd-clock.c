/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/wd-paths.h"

#define DAY_MS      (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)
#define LEAP_MS     (366 * DAY_MS) /* who was away for longer waits a day more, and loses nothing */
#define PATIENCE_MS DAY_MS

/* Two numbers of a fixed width, so that one write puts the whole file in place of the old one. */
#define FORMAT "%020" G_GINT64_FORMAT " %020" G_GINT64_FORMAT "\n"
#define LEN    42

typedef struct {
	gint64 last_ms;   /* when somebody asked last */
	gint64 leaped_ms; /* the first time after a leap that is not trusted yet; 0: there is none
			   */
} Clock;

static gboolean
parse(const char *text, Clock *clock)
{
	g_auto(GStrv) parts = g_strsplit(text, " ", 2);

	return g_strv_length(parts) == 2 &&
	       g_ascii_string_to_signed(parts[0], 10, 0, G_MAXINT64, &clock->last_ms, NULL) &&
	       g_ascii_string_to_signed(parts[1], 10, 0, G_MAXINT64, &clock->leaped_ms, NULL);
}

static gboolean
load(int fd, Clock *clock)
{
	char text[LEN + 1] = "";
	gssize n = pread(fd, text, LEN, 0);

	if (n != LEN || text[LEN - 1] != '\n')
		return FALSE;
	text[LEN - 1] = '\0';
	return parse(text, clock);
}

/* Not synced: who loses this in a power cut is asked again. */
static void
save(int fd, const Clock *clock)
{
	char text[LEN + 1];

	(void)g_snprintf(text, sizeof text, FORMAT, clock->last_ms, clock->leaped_ms);
	(void)!pwrite(fd, text, LEN, 0); /* a full disk, say: then it is as if nobody had asked */
}

static int
open_file(const char *base)
{
	g_autofree char *path = wd_path_get(base, WD_PATH_CLOCK);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
	struct stat status;

	if (fd >= 0 && (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))) {
		(void)close(fd); /* nothing was written */
		return -1;
	}
	return fd;
}

static void
note_time(Clock *clock, gint64 now_ms)
{
	if (now_ms < clock->leaped_ms)
		*clock = (Clock){.last_ms = now_ms}; /* it was set right */
	if (now_ms - clock->last_ms > LEAP_MS)
		clock->leaped_ms = now_ms;
	/* Not back: with a flat battery every day begins in 1970, and leaps to what it was. */
	clock->last_ms = MAX(clock->last_ms, now_ms);
	if (now_ms - clock->leaped_ms >= PATIENCE_MS)
		clock->leaped_ms = 0; /* so it is the time */
}

/**
 * wd_clock_is_steady:
 * @base: the Warden folder of the client
 * @now_ms: Unix time
 *
 * Notes the time. Never waits for the disk.
 *
 * Returns: FALSE for a day after the clock has gone on by more than a year since this was asked
 * last; TRUE when nobody asked before
 */
gboolean
wd_clock_is_steady(const char *base, gint64 now_ms)
{
	int fd = open_file(base);
	Clock clock;

	if (fd < 0)
		return TRUE;
	if (!load(fd, &clock))
		clock = (Clock){.last_ms = MAX(now_ms, 0)};
	note_time(&clock, MAX(now_ms, 0));
	save(fd, &clock);
	(void)close(fd); /* as save() */
	return clock.leaped_ms == 0;
}
