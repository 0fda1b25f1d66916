/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

const WdDetector *const *wd_registry_get_detectors(void);
