#pragma once

#include <string>
#include <string_view>

/// Paths as byte strings with `/` as separator. Nothing here asks the file system.
namespace jitlint::project {

bool is_absolute(std::string_view path);
/// `path` as seen from the folder `base`; `base` plays no part where `path` is absolute.
std::string join_path(std::string_view base, std::string_view path);
/// Without `.`, empty and trailing components. `..` stays: behind a link it leads elsewhere than it seems.
std::string clean_path(std::string_view path);
/// Whether a component is `..`.
bool has_parent_steps(std::string_view path);
/// What stands before the last `/`; `/` for a file at the root, `.` where there is none.
std::string parent_path(std::string_view path);
/// What stands behind the last `/`.
std::string_view file_name(std::string_view path);
/// Whether `path` is `folder` or lies below it; both absolute and clean.
bool is_within(std::string_view path, std::string_view folder);
/// The deepest folder that holds both; both absolute and clean.
std::string common_folder(std::string_view a, std::string_view b);

/// `path` (absolute, clean) as it is shown to a user who works in `folder`: relative to it, with `..` where
/// needed, but absolute where the two share nothing but the root. UTF-8: bytes that are not are written as
/// `\xNN`.
std::string shown_path(std::string_view path, std::string_view folder);

}  // namespace jitlint::project
