/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "engine/wd-verdict.h"

/*
 * What becomes of an incoming message that is shown: valid text, with its marks, its links as the
 * verdict wants them. Window, log and history get the same.
 */
void wd_message_repair(char **text);
void wd_message_repair_name(char **sender);
void wd_message_dress(char **message, PurpleMessageFlags *flags, const WdVerdict *verdict);
void wd_message_dress_unkept(char **message, PurpleMessageFlags *flags, const WdVerdict *verdict);
