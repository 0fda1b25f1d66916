/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-extensions.h"

#include <stdlib.h>
#include <string.h>

/*
 * Endings that a desktop runs, mounts or lets change its settings. These are facts, merged from
 * what others publish that they refuse or ask about: Gmail (support.google.com/mail/answer/6590),
 * Exchange and Outlook on the web (learn.microsoft.com, "Blocked attachments in Outlook"),
 * Chromium's download file types and Mozilla's list of executable endings; macro documents and
 * Linux packages and launchers are added. Each table is sorted, for bsearch().
 */
static const char *const dangerous[] = {
	"accda",
	"accdb",
	"accde",
	"accdr",
	"action",
	"ad",
	"ade",
	"adp",
	"afploc",
	"air",
	"apk",
	"app",
	"appimage",
	"applescript",
	"application",
	"appref-ms",
	"appx",
	"appxbundle",
	"as",
	"asp",
	"aspx",
	"asx",
	"atloc",
	"bas",
	"bash",
	"bat",
	"bgi",
	"cab",
	"caction",
	"cdr",
	"cdxml",
	"cer",
	"cfg",
	"chi",
	"chm",
	"class",
	"cmd",
	"cnt",
	"com",
	"command",
	"configprofile",
	"cpgz",
	"cpi",
	"cpl",
	"crt",
	"crx",
	"csh",
	"dart",
	"dc42",
	"deb",
	"definition",
	"der",
	"desktop",
	"dex",
	"diagcab",
	"diagcfg",
	"diagpkg",
	"diskcopy42",
	"dll",
	"dmg",
	"dmgpart",
	"dng",
	"docm",
	"dotm",
	"drv",
	"dvdr",
	"dylib",
	"efi",
	"elf",
	"eml",
	"ex",
	"ex_",
	"exe",
	"fileloc",
	"fish",
	"flatpakref",
	"flatpakrepo",
	"fon",
	"ftploc",
	"fxp",
	"gadget",
	"grp",
	"hlp",
	"hpj",
	"hta",
	"htc",
	"htt",
	"img",
	"imgpart",
	"inetloc",
	"inf",
	"ini",
	"ins",
	"internetconnect",
	"inx",
	"iqy",
	"iso",
	"isp",
	"isu",
	"its",
	"jar",
	"jnlp",
	"job",
	"js",
	"jse",
	"ksh",
	"lib",
	"library-ms",
	"lnk",
	"local",
	"mad",
	"maf",
	"mag",
	"mam",
	"manifest",
	"maq",
	"mar",
	"mas",
	"mat",
	"mau",
	"mav",
	"maw",
	"mcf",
	"mda",
	"mdb",
	"mde",
	"mdt",
	"mdw",
	"mdz",
	"mht",
	"mhtml",
	"mjs",
	"mmc",
	"mobileconfig",
	"mof",
	"mpkg",
	"msc",
	"msg",
	"msh",
	"msh1",
	"msh1xml",
	"msh2",
	"msh2xml",
	"mshxml",
	"msi",
	"msix",
	"msixbundle",
	"msp",
	"mst",
	"ndif",
	"networkconnect",
	"nsh",
	"ocx",
	"one",
	"onepkg",
	"ops",
	"osas",
	"osax",
	"osd",
	"out",
	"oxt",
	"paf",
	"partial",
	"pax",
	"pcd",
	"pet",
	"pif",
	"pkg",
	"pl",
	"plg",
	"potm",
	"ppam",
	"ppsm",
	"pptm",
	"prf",
	"prg",
	"ps1",
	"ps1xml",
	"ps2",
	"ps2xml",
	"psc1",
	"psc2",
	"psm1",
	"pssc",
	"pst",
	"pup",
	"py",
	"pyc",
	"pyd",
	"pyo",
	"pyw",
	"pyz",
	"pyzw",
	"rb",
	"rdp",
	"reg",
	"rels",
	"rgs",
	"rpm",
	"run",
	"scf",
	"scpt",
	"scptd",
	"scr",
	"sct",
	"search-ms",
	"seplugin",
	"service",
	"settingcontent-ms",
	"sh",
	"shar",
	"shb",
	"shs",
	"sldm",
	"slk",
	"slp",
	"smi",
	"snap",
	"so",
	"sparsebundle",
	"sparseimage",
	"spl",
	"swf",
	"sys",
	"tcsh",
	"terminal",
	"tmp",
	"toast",
	"u3p",
	"udif",
	"udl",
	"url",
	"vb",
	"vbe",
	"vbp",
	"vbs",
	"vbscript",
	"vdx",
	"vhd",
	"vhdx",
	"vsd",
	"vsdm",
	"vsdx",
	"vsmacros",
	"vss",
	"vssm",
	"vssx",
	"vst",
	"vstm",
	"vstx",
	"vsw",
	"vsx",
	"vtx",
	"vxd",
	"webloc",
	"website",
	"wflow",
	"wim",
	"workflow",
	"ws",
	"wsb",
	"wsc",
	"wsf",
	"wsh",
	"xbap",
	"xip",
	"xlam",
	"xll",
	"xlsb",
	"xlsm",
	"xltm",
	"xml",
	"xnk",
	"xrm-ms",
	"xsd",
	"xsl",
	"zsh",
};

/* Those of them that run when opened; behind a link these are worth a word. "com" and "js" are not
 * among them: in a link they end addresses and ordinary pages. */
static const char *const programs[] = {
	"air", "apk",     "app", "appimage", "application", "appx", "bat", "cmd", "cpl",
	"deb", "desktop", "dll", "dmg",      "exe",         "hta",  "iso", "jar", "lnk",
	"msi", "msix",    "msp", "pif",      "pkg",         "ps1",  "reg", "rpm", "run",
	"scr", "sh",      "vbe", "vbs",      "vhd",         "wsf",  "xll",
};

/* Endings that people trust: in front of a dangerous one they are a disguise. */
static const char *const documents[] = {
	"7z",  "avi",  "bmp",  "csv",  "doc",     "docx", "epub", "eml", "gif", "gz",
	"htm", "html", "ics",  "jpeg", "jpg",     "json", "key",  "log", "m4a", "mkv",
	"mov", "mp3",  "mp4",  "mpg",  "numbers", "odp",  "ods",  "odt", "ogg", "pages",
	"pdf", "png",  "ppt",  "pptx", "rar",     "rtf",  "svg",  "tar", "tif", "tiff",
	"txt", "wav",  "webm", "webp", "xls",     "xlsx", "xml",  "zip",
};

/* Those dangerous ones that are data to most programs: inside an archive of a project's files or
 * beside photographs they say nothing. */
static const char *const settings[] = {
	"cer",
	"cfg",
	"crt",
	"der",
	"dng",
	"eml",
	"ini",
	"local",
	"manifest",
	"xml",
	"xsd",
	"xsl",
};

typedef struct {
	WdFileClass file_class;
	const char *extensions[32];
} ClassRow;

/* For rules that speak of classes. What is dangerous and not here is a program or a script. */
static const ClassRow classes[] = {
	{WD_FILE_TEXT,
	 {"txt", "csv", "log", "md", "json", "htm", "html", "ics", "vcf", "xml", "yaml", NULL}},
	{WD_FILE_IMAGE,
	 {"png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff", "svg", "heic", "avif", NULL}},
	{WD_FILE_AUDIO, {"mp3", "ogg", "flac", "wav", "m4a", "opus", "aac", "wma", NULL}},
	{WD_FILE_VIDEO, {"mp4", "mkv", "webm", "avi", "mov", "mpg", "mpeg", "wmv", NULL}},
	{WD_FILE_DOCUMENT,
	 {"pdf",  "doc",  "docx", "docm", "dotm", "xls", "xlsx", "xlsm", "xltm", "xlsb", "ppt",
	  "pptx", "pptm", "potm", "ppsm", "odt",  "ods", "odp",  "rtf",  "epub", "one",  NULL}},
	{WD_FILE_ARCHIVE,
	 {"zip",
	  "rar",
	  "7z",
	  "gz",
	  "tgz",
	  "bz2",
	  "xz",
	  "zst",
	  "tar",
	  "cab",
	  "cpio",
	  "lzh",
	  "arj",
	  NULL}},
	{WD_FILE_DISK, {"iso", "img", "dmg", "vhd", "vhdx", "wim", NULL}},
};

static int
compare(const void *key, const void *row)
{
	return strcmp(key, *(const char *const *)row);
}

static gboolean
has(const char *const *table, gsize n_rows, const char *extension)
{
	return bsearch(extension, table, n_rows, sizeof table[0], compare) != NULL;
}

/**
 * wd_extension_is_dangerous:
 * @extension: a file ending in lower case, without the dot
 *
 * Returns: whether opening such a file can run code or change settings
 */
gboolean
wd_extension_is_dangerous(const char *extension)
{
	return has(dangerous, G_N_ELEMENTS(dangerous), extension);
}

/**
 * wd_extension_is_program:
 * @extension: a file ending in lower case, without the dot
 *
 * Returns: whether such a file is a program, installer or disk image
 */
gboolean
wd_extension_is_program(const char *extension)
{
	return has(programs, G_N_ELEMENTS(programs), extension);
}

/**
 * wd_extension_is_document:
 * @extension: a file ending in lower case, without the dot
 *
 * Returns: whether people take such a file for harmless
 */
gboolean
wd_extension_is_document(const char *extension)
{
	return has(documents, G_N_ELEMENTS(documents), extension);
}

/**
 * wd_extension_is_settings:
 * @extension: a file ending in lower case, without the dot
 *
 * Returns: whether such a file, though a desktop may act on it, is mostly data or settings that
 * programs keep beside them
 */
gboolean
wd_extension_is_settings(const char *extension)
{
	return has(settings, G_N_ELEMENTS(settings), extension);
}

/**
 * wd_extension_get_class:
 * @extension: a file ending in lower case, without the dot
 *
 * Returns: what a desktop takes such a file for, %WD_FILE_UNKNOWN where there is no row
 */
WdFileClass
wd_extension_get_class(const char *extension)
{
	for (guint i = 0; i < G_N_ELEMENTS(classes); i++) {
		if (g_strv_contains(classes[i].extensions, extension))
			return classes[i].file_class;
	}
	if (wd_extension_is_program(extension))
		return WD_FILE_PROGRAM;
	return wd_extension_is_dangerous(extension) ? WD_FILE_SCRIPT : WD_FILE_UNKNOWN;
}
