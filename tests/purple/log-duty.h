/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "fakes/wd-null-purple.h"
#include "log-session.h"

#define DUTY_ACCOUNT    "kestrel@corp.example"
#define DUTY_PEER       "nightjar@corp.example"
#define DUTY_LOG_IMS    "/purple/logging/log_ims"
#define DUTY_LOG_CHATS  "/purple/logging/log_chats"
#define DUTY_LOG_SYSTEM "/purple/logging/log_system"

/* One profile on duty; each test has a new account, so that none sees another's logs. */
typedef struct {
	PurpleAccount *account;
	PurplePlugin *plugin;
	WdSession *session;
	char *base;
	gboolean is_attached;
} Duty;

void duty_set_person(gboolean ims, gboolean chats, gboolean system);
void duty_start(Duty *duty);
void duty_attach(Duty *duty);
void duty_detach(Duty *duty);
void duty_stop(Duty *duty);
void duty_receive(Duty *duty, const char *text, PurpleMessageFlags flags);
PurpleConversation *duty_find_conversation(Duty *duty);
