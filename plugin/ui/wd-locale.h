/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Finds the translations, once for each module that speaks. */
void wd_locale_bind(void);
