/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Words in the engine's tables that a screen shows: translators get them, and whoever shows them
 * translates. The engine itself and the files that it writes speak English.
 */
#define N_(text) text
