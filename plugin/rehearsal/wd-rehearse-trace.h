/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* What the host saw happen, in order: the only witness of a rehearsal. */
typedef enum {
	WD_FACT_SCENE,  /* text: the scene's id */
	WD_FACT_OPENED, /* a conversation */
	WD_FACT_SHOWN,  /* a line in a conversation */
	WD_FACT_ASKED,  /* a question to the person */
	WD_FACT_NOTICE, /* a dialog without a question */
	WD_FACT_WIRE,   /* left the client */
	WD_FACT_DONE,
} WdFactKind;

/* One thing seen. Times are taken when it is written down, but for the line's own. */
typedef struct {
	WdFactKind kind;
	guint n_scene;      /* scenes announced before, so 0 is before the first */
	gint64 at_ms;       /* since the trace began */
	gint64 clock_s;     /* Unix time */
	char *place;        /* (nullable) conversation */
	char *who;          /* (nullable) speaker, or whom a question is about */
	char *text;         /* never NULL */
	guint flags;        /* PurpleMessageFlags of a line */
	gint64 own_time_s;  /* the line's own time */
	gboolean is_closed; /* a question that went away */
} WdFact;

/*
 * The UI and the protocol's signals write, the person and the outcomes read. It only grows, and
 * facts keep their address, so whoever reads remembers a number and goes on from there.
 */
typedef struct WdRehearseTrace WdRehearseTrace;

WdRehearseTrace *wd_rehearse_trace_new(void);
void wd_rehearse_trace_free(WdRehearseTrace *trace);
WdFact *wd_rehearse_trace_add(WdRehearseTrace *trace,
			      WdFactKind kind,
			      const char *place,
			      const char *who,
			      const char *text);
void wd_rehearse_trace_close(WdRehearseTrace *trace);
guint wd_rehearse_trace_get_length(const WdRehearseTrace *trace);
const WdFact *wd_rehearse_trace_get(const WdRehearseTrace *trace, guint n);
const WdFact *wd_rehearse_trace_find_scene(const WdRehearseTrace *trace, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdRehearseTrace, wd_rehearse_trace_free)
