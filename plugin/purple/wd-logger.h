/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "purple/wd-log-desk.h"
#include "purple/wd-log-forced.h"
#include "purple/wd-log-keeper.h"
#include "purple/wd-log-lock.h"
#include "purple/wd-log-rules.h"
#include "purple/wd-log-system.h"
#include "purple/wd-log-view.h"
#include "purple/wd-log-wishes.h"
#include "store/wd-log-sync.h"

/*
 * What is inside the encrypted logger. Only the files named wd-logger*.c and wd-purple-log.c, which
 * makes it, include this: one for what is logged, one for writing, one for what viewers ask, one
 * for the conversations. They see what they share here, and nothing else of each other.
 */
typedef struct {
	WdSession *session;
	PurpleLogLogger *logger; /* libpurple's view of it */
	WdLogSync *sync;
	WdLogRules *rules; /* NULL only while it is being made */
	guint n_rules;     /* which rules these are: a file belongs to those it was opened under */
	gboolean is_active[WD_LOG_N_CLASSES]; /* as told to the open conversations */
	WdLogView view;
	WdLogWishes wishes;
	WdLogSystem system;
	WdLogForced *forced;
	guint n_listed;       /* logs that viewers hold */
	guint contacts_timer; /* 0: none */
	guint warm_timer;     /* 0: none */
	WdLogKeeper *keeper;
	WdLogLock *lock;
	WdLogDesk *desk;
	gboolean has_failed;
	gboolean is_quitting;
} WdLogger;

/* libpurple's functions carry no data pointer, so there is one of it. */
WdLogger *wd_logger_get(void); /* (nullable): off duty */
void wd_logger_set(WdLogger *logger);

/* What is logged, by the rules, the person's wishes and the choice for a contact. */
gboolean wd_logger_may_write(const WdLogger *logger);
gboolean wd_logger_is_active(const WdLogger *logger, WdLogClass log_class);
gboolean wd_logger_is_active_for(const WdLogger *logger, PurpleConversation *conversation);
gboolean wd_logger_is_off(const WdLogger *logger,
			  PurpleAccount *account,
			  const char *peer,
			  WdLogClass log_class);
WdLogClass wd_logger_get_class(PurpleConversation *conversation);
void wd_logger_load_rules(WdLogger *logger);
void wd_logger_refresh_rules(WdLogger *logger);
void wd_logger_tell_conversations(WdLogger *logger);

/* What libpurple calls to write, and to be done with a log. */
gsize wd_logger_write(PurpleLog *log,
		      PurpleMessageFlags flags,
		      const char *from,
		      time_t time,
		      const char *raw_message);
void wd_logger_finalize(PurpleLog *log);
WdLogHome wd_logger_get_home(gpointer data);

/* What libpurple's viewers call. */
GList *wd_logger_list(PurpleLogType type, const char *name, PurpleAccount *account);
GList *wd_logger_list_system(PurpleAccount *account);
char *wd_logger_read(PurpleLog *log, PurpleLogReadFlags *flags);
int wd_logger_get_size(PurpleLog *log);
int wd_logger_get_total_size(PurpleLogType type, const char *name, PurpleAccount *account);
void wd_logger_get_sets(PurpleLogSetCallback add, GHashTable *sets);
gboolean wd_logger_is_deletable(PurpleLog *log);
gboolean wd_logger_remove(PurpleLog *log);

/* Conversations: those that are open, and what libpurple tells of all. */
void wd_logger_take_conversations(WdLogger *logger);
void wd_logger_leave_conversations(WdLogger *logger);
