/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-departure.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "purple/wd-file-check.h"
#include "purple/wd-file-leaks.h"
#include "store/wd-quarantine.h"

#define BYTES_PER_MEGABYTE (G_GINT64_CONSTANT(1024) * 1024)

struct WdDepartures {
	WdSession *session;
	WdErrands *errands;
};

/* The thread's half: knows nothing of the session, and outlives a departure that is cancelled. */
typedef struct {
	WdDeparture *departure; /* NULL: cancelled; the main loop's */
	char *base;
	char *id;
	char *source;
	gint64 max_bytes;
	char *path; /* (nullable) the copy; removed with the rest if nobody takes it */
	GError *error;
} Copying;

struct WdDeparture {
	WdDepartures *departures;
	WdEvent *event;
	WdDepartureReady ready;
	gpointer data;
	Copying *copying;   /* (nullable) while it is copied; the errand's */
	char *path;         /* (nullable) the copy */
	int fd;             /* of the copy, -1 before */
	WdFileCheck *check; /* (nullable) while it is looked at */
	WdFileLeaks *leaks; /* (nullable) while its words are */
};

static void
free_copying(gpointer pointer)
{
	Copying *copying = pointer;

	if (copying->path != NULL)
		wd_quarantine_remove_copy(copying->path);
	g_free(copying->path);
	g_free(copying->base);
	g_free(copying->id);
	g_free(copying->source);
	g_clear_error(&copying->error);
	g_free(copying);
}

static void
free_departure(WdDeparture *departure)
{
	if (departure->fd >= 0)
		(void)close(departure->fd); /* only read from */
	if (departure->path != NULL)
		wd_quarantine_remove_copy(departure->path);
	g_free(departure->path);
	wd_event_unref(departure->event);
	g_free(departure);
}

static void
finish(WdDeparture *departure, const GPtrArray *leaks, const GError *error)
{
	const WdDeparted departed = {
		.event = departure->event,
		.leaks = leaks,
		.copy = g_steal_pointer(&departure->path),
		.error = error,
	};

	departure->ready(&departed, departure->data);
	free_departure(departure);
}

static void
words_looked_at(const GPtrArray *findings, gpointer data)
{
	WdDeparture *departure = data;

	departure->leaks = NULL;
	finish(departure, findings, NULL);
}

static void
checked(const WdEvent *event, gpointer data)
{
	WdDeparture *departure = data;

	departure->check = NULL;
	wd_event_unref(departure->event);
	departure->event = wd_event_ref(event);
	departure->leaks = wd_file_leaks_start(
		departure->departures->session, event, words_looked_at, departure);
}

static void
copy(gpointer data)
{
	Copying *copying = data;

	copying->path = wd_quarantine_copy_in(
		copying->base, copying->id, copying->source, copying->max_bytes, &copying->error);
}

/* As large as what is sent, not as it was when it was chosen. */
static void
measure(WdDeparture *departure)
{
	WdEvent fields = *departure->event;
	struct stat status;
	WdEvent *event;

	if (fstat(departure->fd, &status) != 0)
		return;
	fields.file_size = (gint64)status.st_size;
	event = wd_event_new(&fields);
	wd_event_unref(departure->event);
	departure->event = event;
}

static void
copied(gpointer data)
{
	Copying *copying = data;
	WdDeparture *departure = copying->departure;

	if (departure == NULL)
		return;
	departure->copying = NULL;
	departure->path = g_steal_pointer(&copying->path);
	if (departure->path == NULL) {
		finish(departure, NULL, copying->error);
		return;
	}
	departure->fd = open(departure->path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	measure(departure);
	departure->check = wd_file_check_start(departure->departures->session,
					       departure->event,
					       departure->fd,
					       checked,
					       departure);
}

/**
 * wd_departures_new:
 * @session: the session
 *
 * Returns: (transfer full): nothing is on its way
 */
WdDepartures *
wd_departures_new(WdSession *session)
{
	WdDepartures *departures = g_new0(WdDepartures, 1);

	departures->session = session;
	departures->errands = wd_errands_new();
	return departures;
}

/**
 * wd_departures_free:
 * @departures: (nullable) (transfer full): all of its departures are over or cancelled
 *
 * Waits for a copy that is being made.
 */
void
wd_departures_free(WdDepartures *departures)
{
	if (departures == NULL)
		return;
	wd_errands_free(departures->errands);
	g_free(departures);
}

/**
 * wd_departure_start:
 * @departures: where it belongs
 * @event: what is known of the file; its file_path is where it lies
 * @ready: called once, unless cancelled; the departure is gone then
 * @data: for @ready
 *
 * Returns: (transfer none): to cancel it by
 */
WdDeparture *
wd_departure_start(WdDepartures *departures,
		   const WdEvent *event,
		   WdDepartureReady ready,
		   gpointer data)
{
	WdSession *session = departures->session;
	WdDeparture *departure = g_new0(WdDeparture, 1);
	Copying *copying = g_new0(Copying, 1);

	departure->departures = departures;
	departure->event = wd_event_ref(event);
	departure->ready = ready;
	departure->data = data;
	departure->fd = -1;
	departure->copying = copying;
	copying->departure = departure;
	copying->base = g_strdup(wd_session_get_base(session));
	copying->id = wd_queue_new_id();
	copying->source = g_strdup(event->file_path);
	copying->max_bytes =
		wd_policy_get_integer(wd_session_get_policy(session), WD_KEY_FILES_MAX_MEGABYTES) *
		BYTES_PER_MEGABYTE;
	wd_errands_add(departures->errands, copy, copied, copying, free_copying);
	return departure;
}

/**
 * wd_departure_cancel:
 * @departure: one that is not ready yet
 *
 * What was copied is removed, as soon as nobody writes it.
 */
void
wd_departure_cancel(WdDeparture *departure)
{
	if (departure->copying != NULL)
		departure->copying->departure = NULL;
	if (departure->check != NULL)
		wd_file_check_cancel(departure->check);
	if (departure->leaks != NULL)
		wd_file_leaks_cancel(departure->leaks);
	free_departure(departure);
}
