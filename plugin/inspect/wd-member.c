/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-member.h"

#include <string.h>

#include "engine/data/wd-extensions.h"
#include "engine/file/wd-file-name.h"

/* What only stands in office documents and books. */
static const char *const office_paths[] = {
	"[Content_Types].xml",
	"META-INF/manifest.xml",
	"META-INF/container.xml",
	"mimetype",
};

/* As mails are saved, one or many; their bytes do not always tell. */
static const char *const mail_extensions[] = {
	"eml",
	"emlx",
	"mht",
	"mhtml",
	"mbox",
	"mbx",
};

/* Where people's words are in OOXML and ODF; "*" stands for the rest of the name. */
static const char *const word_paths[] = {
	"word/document.xml",
	"word/header*",
	"word/footer*",
	"word/footnotes.xml",
	"word/endnotes.xml",
	"word/comments*",
	"xl/sharedStrings.xml",
	"xl/worksheets/sheet*",
	"xl/comments*",
	"ppt/slides/slide*",
	"ppt/notesSlides/*",
	"ppt/comments*",
	"content.xml",
};

static gboolean
is_like(const char *pattern, const char *path)
{
	gsize len = strlen(pattern);

	if (pattern[len - 1] == '*')
		return strncmp(path, pattern, len - 1) == 0 && g_str_has_suffix(path, ".xml");
	return g_str_equal(pattern, path);
}

/**
 * wd_member_makes_office:
 * @path: a member's path
 *
 * Returns: whether an archive with such a member is an office document or a book, whose parts have
 * endings that would be odd elsewhere
 */
gboolean
wd_member_makes_office(const char *path)
{
	for (guint i = 0; i < G_N_ELEMENTS(office_paths); i++) {
		if (g_str_equal(office_paths[i], path))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_member_has_words:
 * @path: a member's path in an office document
 *
 * Returns: whether what a person wrote stands in it
 */
gboolean
wd_member_has_words(const char *path)
{
	for (guint i = 0; i < G_N_ELEMENTS(word_paths); i++) {
		if (is_like(word_paths[i], path))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_member_is_archive:
 * @path: a member's path, or a file's name
 *
 * Returns: whether a desktop unpacks it, whatever its first bytes are: a zip is read from its end
 */
gboolean
wd_member_is_archive(const char *path)
{
	const char *slash = strrchr(path, '/');
	g_autoptr(WdFileName) name = wd_file_name_parse(slash != NULL ? slash + 1 : path);

	return wd_extension_get_class(name->extension) == WD_FILE_ARCHIVE;
}

/**
 * wd_member_is_relations:
 * @path: a member's path
 *
 * Returns: whether it says what belongs to another part of an office document, by its ending,
 * which Office reads in any case
 */
gboolean
wd_member_is_relations(const char *path)
{
	gsize len = strlen(path);

	return len > 5 && g_ascii_strcasecmp(path + len - 5, ".rels") == 0;
}

/**
 * wd_member_gives_orders:
 * @path: a member's path
 *
 * Returns: whether it is a part of an office document that says what is done with others
 */
gboolean
wd_member_gives_orders(const char *path)
{
	return wd_member_is_relations(path) || g_ascii_strcasecmp(path, "[Content_Types].xml") == 0;
}

/**
 * wd_member_is_mail:
 * @path: a member's path
 *
 * Returns: whether it is called as mails are, whose bytes do not tell
 */
gboolean
wd_member_is_mail(const char *path)
{
	const char *slash = strrchr(path, '/');
	g_autoptr(WdFileName) name = wd_file_name_parse(slash != NULL ? slash + 1 : path);

	for (guint i = 0; i < G_N_ELEMENTS(mail_extensions); i++) {
		if (g_str_equal(mail_extensions[i], name->extension))
			return TRUE;
	}
	return FALSE;
}

/* "/etc/x", "C:\x", "../x", "a/../../x": none of them stays where it is unpacked. */
static gboolean
leaves_folder(const char *path)
{
	int depth = 0;

	if (*path == '/' || *path == '\\' || (g_ascii_isalpha(path[0]) && path[1] == ':'))
		return TRUE;
	while (*path != '\0') {
		gsize n = strcspn(path, "/\\");

		if (n == 2 && path[0] == '.' && path[1] == '.')
			depth--;
		else if (n > 0 && !(n == 1 && path[0] == '.'))
			depth++;
		if (depth < 0)
			return TRUE;
		path += n + (path[n] != '\0');
	}
	return FALSE;
}

/* Where a symbolic link leads depends on the folder that it is in. */
static gboolean
link_leaves(const WdMember *member)
{
	const char *slash = strrchr(member->path, '/');
	g_autofree char *whole = NULL;

	if (member->link == NULL)
		return FALSE;
	if (*member->link == '/' || leaves_folder(member->link) == FALSE || slash == NULL)
		return leaves_folder(member->link);
	whole = g_strdup_printf("%.*s/%s", (int)(slash - member->path), member->path, member->link);
	return leaves_folder(whole);
}

static gboolean
is_macro_part(const WdMember *member)
{
	const char *slash = strrchr(member->path, '/');
	const char *base = slash != NULL ? slash + 1 : member->path;

	if (g_ascii_strcasecmp(base, "vbaProject.bin") == 0)
		return TRUE;
	return member->is_office && (g_str_has_prefix(member->path, "xl/macrosheets/") ||
				     g_str_has_prefix(member->path, "Scripts/") ||
				     (g_str_has_prefix(member->path, "Basic/") &&
				      g_str_has_suffix(member->path, ".xml") &&
				      !g_str_has_suffix(member->path, "-lc.xml") &&
				      !g_str_has_suffix(member->path, "-lb.xml")));
}

static guint
judge_name(const WdMember *member, WdFileClass *file_class)
{
	const char *slash = strrchr(member->path, '/');
	g_autoptr(WdFileName) name = wd_file_name_parse(slash != NULL ? slash + 1 : member->path);
	gboolean is_program = wd_extension_is_program(name->extension);
	gboolean is_risky =
		is_program || (!member->is_office && wd_extension_is_dangerous(name->extension) &&
			       !wd_extension_is_settings(name->extension));
	gboolean runs = *file_class == WD_FILE_PROGRAM || *file_class == WD_FILE_SCRIPT;
	guint flags = 0;

	if (is_risky && *file_class == WD_FILE_UNKNOWN)
		*file_class = is_program ? WD_FILE_PROGRAM : WD_FILE_SCRIPT;
	if (is_risky || *file_class == WD_FILE_PROGRAM)
		flags |= WD_FILE_PROGRAM_INSIDE;
	if ((name->disguises & WD_DISGUISE_DIRECTION) != 0 ||
	    ((is_risky || runs) && (name->disguises & ~(guint)WD_DISGUISE_LONG) != 0))
		flags |= WD_FILE_DISGUISE_INSIDE;
	if (*file_class == WD_FILE_PROGRAM && wd_extension_is_document(name->extension))
		flags |= WD_FILE_DISGUISE_INSIDE;
	return flags;
}

/**
 * wd_member_judge:
 * @member: what the archive says
 * @file_class: (out): what it is
 *
 * Returns: #WdFileFlag bits, 0 for a member that deserves no word
 */
guint
wd_member_judge(const WdMember *member, WdFileClass *file_class)
{
	guint flags = 0;

	*file_class = wd_signature_get_class(member->signature);
	if (leaves_folder(member->path))
		flags |= WD_FILE_PATH_INSIDE;
	if (link_leaves(member))
		flags |= WD_FILE_LINK_INSIDE;
	if (member->signature == WD_SIGNATURE_SEALED)
		flags |= WD_FILE_LIMIT;
	if (member->is_encrypted)
		flags |= WD_FILE_ENCRYPTED;
	if (is_macro_part(member))
		flags |= WD_FILE_MACROS;
	if (member->is_copy || member->is_file_elsewhere ||
	    (!member->is_folder && member->link == NULL))
		flags |= judge_name(member, file_class);
	/* A real link is text that begins no kind of file. */
	if (member->is_file_elsewhere &&
	    (member->link == NULL || member->signature != WD_SIGNATURE_NONE))
		flags |= WD_FILE_LIMIT;
	return flags;
}
