/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"
#include "ui/wd-shield.h"

/* Gathers what is known of one conversation, for a shield and for `/warden here`. */
void wd_purple_shield_look(WdSession *session, const WdPlace *place, WdShield *shield);
