/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What another program did to the profile while a client has the trail open: the trail has one
 * writer, so the other leaves a note, and the writer makes a line of it. Whoever can write notes
 * can delete logs without one just as well; a note can say nothing but what its table has.
 */

#define WD_AUDIT_NOTES_MAX_BYTES (4 * 1024 * 1024) /* tens of thousands of logs */

/* All strings are plain ASCII words. */
typedef struct {
	const char *event;  /* of the table: "log.delete" */
	const char *reason; /* "retention" */
	const char *log;    /* its id, in hex */
} WdAuditNote;

typedef void (*WdAuditNoteVisit)(const WdAuditNote *note, gpointer data);

/* For who leaves a note. */
gboolean wd_audit_notes_add(const char *base,
			    const WdAuditNote *note,
			    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For who has the trail: notes are taken a few at a time, since each makes a line. */
typedef struct WdAuditNotes WdAuditNotes;

WdAuditNotes *wd_audit_notes_new(const char *base);
void wd_audit_notes_free(WdAuditNotes *notes);
gboolean wd_audit_notes_step(WdAuditNotes *notes, guint max, WdAuditNoteVisit visit, gpointer data);
gboolean wd_audit_note_parse(const char *raw_line, gsize len, char ***words, WdAuditNote *note);
