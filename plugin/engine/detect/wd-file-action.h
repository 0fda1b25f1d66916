/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/*
 * What policy wants done with a file that may run, for both detectors of files: one by its name,
 * one by its bytes. The first rule that matches decides, else the settings of [Files].
 */

WdAction
wd_file_action_find(const WdEvent *event, const WdContext *context, const WdPolicy *policy);
WdAction
wd_file_action_get_default(const WdEvent *event, const WdContext *context, const WdPolicy *policy);
guint wd_file_action_get_classes(const WdEvent *event);
