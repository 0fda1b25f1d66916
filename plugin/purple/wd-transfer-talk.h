/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * What the person is told and asked about one transfer: the words, and nothing of libpurple's
 * workings. File name and peer go through wd-safe-text.h before they are shown.
 */
typedef struct {
	WdSession *session;
	PurpleXfer *xfer;
	const WdEvent *event;
	const WdVerdict *verdict;
} WdTransferTopic;

void wd_transfer_talk_say_refused(const WdTransferTopic *topic);
void wd_transfer_talk_ask(const WdTransferTopic *topic,
			  const char *question_id,
			  WdAnswer answer,
			  gpointer data);
void
wd_transfer_talk_ask_again(const WdTransferTopic *topic, const char *question_id, guint n_more);
