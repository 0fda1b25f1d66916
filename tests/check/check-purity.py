#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The engine computes and nothing else: what its archive leaves undefined is on the list below.

usage: check-purity.py LIBENGINE.A
"""
import re
import subprocess
import sys

import tree

# Whole families that only compute. Everything else is named.
FAMILIES = re.compile(
    r"^(wd_.*"
    r"|g_(ascii|utf8|unichar|unicode|string|str|strv|ptr_array|array|byte_array|bytes|hash_table|list|slist|queue|sequence|tree|error"
    r"|checksum|base64|date_time|date|time_zone|quark|intern|key_file|regex|match_info|uri|variant|markup|atomic|boxed|once|mutex|ref|rc)_\w*"
    r"|u_\w+|uidna_\w+|uspoof_\w+|unorm2_\w+|uscript_\w+|ucnv_\w+|uset_\w+|ubidi_\w+|utrans_\w+|psl_\w+|pcre2_\w+"
    r"|__stack_chk_fail|_GLOBAL_OFFSET_TABLE_|__(a|ub|t)san_\w+|__sanitizer\w+|__gcov\w*|__\w+_chk)$"
)
NAMED = set(
    """
    g_malloc g_malloc0 g_aligned_alloc0 g_aligned_free g_malloc_n g_malloc0_n g_realloc g_realloc_n g_free g_memdup2 g_slice_alloc g_slice_free1 g_slice_alloc0
    g_direct_hash g_direct_equal g_int_hash g_int_equal g_int64_hash g_int64_equal g_double_hash
    g_set_error g_set_error_literal g_propagate_error g_propagate_prefixed_error g_prefix_error g_clear_error g_clear_pointer
    g_return_if_fail_warning g_assertion_message_expr g_assertion_message g_assertion_message_cmpnum g_assertion_message_cmpint
    g_convert g_convert_with_fallback g_pattern_spec_new g_pattern_spec_free g_pattern_spec_match g_pattern_spec_match_string
    g_pattern_match_simple g_markup_escape_text g_strdup g_strndup g_strdupv g_strdup_printf g_strdup_vprintf g_strconcat g_strjoin g_strjoinv
    g_strsplit g_strsplit_set g_strfreev g_strstr_len g_strrstr g_strrstr_len g_strlcpy g_strlcat g_strcmp0 g_strstrip g_strchug g_strchomp g_strreverse g_strescape
    g_strcompress g_strcanon g_strdelimit g_snprintf g_qsort_with_data g_clear_list
    memcpy memmove memset memcmp memchr memmem memrchr strlen strnlen strchr strrchr strstr strcmp strncmp strcasecmp strncasecmp strspn strcspn strpbrk strtoul strtol
    bcmp qsort bsearch abs __popcountdi2
    exp log log2 log10 log1p pow sqrt floor ceil fabs round lround fmin fmax fmod
    """.split()
)


def main(archive):
    out = subprocess.run(["nm", "-u", archive], check=True, capture_output=True, text=True).stdout
    used = {line.split()[-1] for line in out.splitlines() if line.startswith(" ") and line.split()}
    bare = {re.sub(r"_\d+$", "", name) if name.startswith("u") else name for name in used}
    return tree.report([f"the engine may not use {name}" for name in sorted(bare) if name not in NAMED and not FAMILIES.match(name)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
