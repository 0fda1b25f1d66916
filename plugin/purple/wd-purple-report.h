/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "purple/wd-session.h"

/*
 * Carries out what was refused, and "report and block" above all: decided in the queue here, with
 * wardenctl while no client ran, or in a menu. In order: the account is connected, its server has
 * said what it can do, the person has confirmed where that is needed; then the rows are claimed, so
 * that one process does it once.
 */
void wd_purple_report_attach(WdSession *session);
void wd_purple_report_detach(WdSession *session);
void wd_purple_report_person(WdSession *session, const WdEvent *event);
