/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

WdCtlExit wd_ctl_doctor(WdCtl *ctl);
