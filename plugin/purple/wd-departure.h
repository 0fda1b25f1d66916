/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"
#include "store/wd-errands.h"

/*
 * A file that is about to be sent: copied first, so that what is looked at is what leaves, then
 * looked at. Whether it may go is for the caller to judge.
 */
typedef struct WdDeparture WdDeparture;

/* What is known of it then. */
typedef struct {
	const WdEvent *event;   /* the one that was given, with what was found */
	const GPtrArray *leaks; /* (nullable) of WdFinding *: what leaks with it */
	char *copy;             /* (transfer full) the path to send from; NULL with @error */
	const GError *error;    /* (nullable) why it cannot be sent */
} WdDeparted;

/* Called once, from the main loop. */
typedef void (*WdDepartureReady)(const WdDeparted *departed, gpointer data);

/* All that are on their way out; freed after the last of them. */
typedef struct WdDepartures WdDepartures;

WdDepartures *wd_departures_new(WdSession *session);
void wd_departures_free(WdDepartures *departures);
WdDeparture *wd_departure_start(WdDepartures *departures,
				const WdEvent *event,
				WdDepartureReady ready,
				gpointer data);
void wd_departure_cancel(WdDeparture *departure);
