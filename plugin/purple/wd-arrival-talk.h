/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * What the person is told about a file that has arrived. File names and peers go through
 * wd-safe-text.h before they are shown.
 */
typedef struct {
	WdSession *session;
	const WdEvent *event;
	const char *who;          /* as libpurple names the sender */
	const WdVerdict *verdict; /* (nullable) */
} WdArrivalTopic;

void wd_arrival_talk_say_placed(const WdArrivalTopic *topic, const char *path);
void wd_arrival_talk_say_kept(const WdArrivalTopic *topic);
void wd_arrival_talk_say_refused(const WdArrivalTopic *topic);
void wd_arrival_talk_say_broken(const WdArrivalTopic *topic, const char *reason);
void wd_arrival_talk_say_not_saved(const WdArrivalTopic *topic, const char *reason);
void wd_arrival_talk_ask(const WdArrivalTopic *topic,
			 const char *question_id,
			 WdAnswer answer,
			 gpointer data);
