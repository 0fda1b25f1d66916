/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

const WdDetector *const *wd_registry_get_detectors(void); /* NULL-terminated */
gboolean wd_registry_has_code(const char *code);
