/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-departure.h"
#include "purple/wd-purple-outbreaks.h"
#include "purple/wd-session.h"
#include "purple/wd-transfer.h"

/*
 * What is known of each of libpurple's transfers, until it is destroyed; and which of them wait for
 * one answer. A row may be gone after any call into libpurple, so whoever calls there names it by
 * its serial.
 */
typedef enum {
	WD_TRANSFER_PASSED,  /* judged; takes its stock way */
	WD_TRANSFER_WAITING, /* kept for review, or about to be asked about or refused */
	WD_TRANSFER_OVER,    /* refused or cancelled; libpurple will destroy it */
} WdTransferState;

typedef struct WdTransferDesk WdTransferDesk;

typedef struct {
	guint serial; /* names it where it may be gone meanwhile */
	WdTransferState state;
	gboolean is_approved; /* by the person: not judged again */
	gboolean is_settled;  /* asked about or left in the queue: the timer has no more to do */
	WdTransfer *transfer; /* while waiting */
	WdEvent *event;
	WdVerdict *verdict;
	WdDeparture *departure; /* (nullable) while what is sent is copied and looked at */
	char *copy;             /* (nullable) what is sent instead of the file itself */
	char *held_id;          /* (nullable) */
	char *question_id;      /* (nullable) */
	WdOutbreak outbreak;    /* of the same file to others; all zero: none */
	guint leader;           /* serial of the row whose question is also this one's; 0: none */
	WdTransferDesk *desk;   /* (nullable) who is told what became of it */
} WdTransferRow;

typedef struct WdTransferRows WdTransferRows;

WdTransferRows *wd_transfer_rows_new(void);
void wd_transfer_rows_free(WdTransferRows *rows);
WdTransferRow *wd_transfer_rows_add(WdTransferRows *rows, PurpleXfer *xfer, gint64 now_ms);
void wd_transfer_rows_remove(WdTransferRows *rows, PurpleXfer *xfer);
/* Of any state, then of those that wait. */
WdTransferRow *wd_transfer_rows_find(const WdTransferRows *rows, PurpleXfer *xfer);
WdTransferRow *wd_transfer_rows_find_waiting(const WdTransferRows *rows, PurpleXfer *xfer);
WdTransferRow *wd_transfer_rows_find_serial(const WdTransferRows *rows, guint serial);
WdTransferRow *wd_transfer_rows_find_held(const WdTransferRows *rows, const char *held_id);
GArray *wd_transfer_rows_list_waiting(const WdTransferRows *rows);
void wd_transfer_rows_leave_copies(WdTransferRows *rows);

/* The same file for many: one of them is asked about, the others follow. */
WdTransferRow *wd_transfer_rows_find_leader(const WdTransferRows *rows,
					    const WdTransferRow *follower);
guint wd_transfer_rows_count_followers(const WdTransferRows *rows, const WdTransferRow *leader);
GArray *wd_transfer_rows_leave_leader(WdTransferRows *rows, const WdTransferRow *leader);

gboolean wd_transfer_row_is_incoming(const WdTransferRow *row);
void wd_transfer_row_stop_departure(WdTransferRow *row);
void wd_transfer_row_become_impossible(WdTransferRow *row, const char *code, const GError *error);
