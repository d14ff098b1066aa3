#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "project/file_system.h"
#include "torchscript/version.h"

/// What a project asks of torch, in the words of the various packaging tools. Every reader returns the union
/// over all entries for torch that name versions, and nothing where there is none: `torch` alone says
/// nothing.
namespace jitlint::project {

using Versions = std::optional<torchscript::VersionSet>;

/// A PEP 508 requirement: `torch>=1.8,<2.3; python_version<"3.9"`, `torch[extra] (>=1.8)`, `torch @
/// https://...`.
Versions torch_of_requirement(std::string_view requirement);
/// A poetry constraint: `^1.8`, `~1.13.1`, `>=1.8,<2`, `1.*`, `*`, alternatives with `||`.
Versions torch_of_poetry(std::string_view constraint);
/// requirements*.txt at `path`, with the files that it includes by `-r`.
Versions torch_of_requirements_file(const FileSystem& files, const std::string& path);
/// `install_requires` and `extras_require` of a setup.cfg.
Versions torch_of_setup_cfg(std::string_view text);
/// The dependencies in a pyproject.toml: [project], its optional-dependencies, [dependency-groups], poetry's tables.
/// Nothing where the text is no TOML.
Versions torch_of_pyproject(const std::string& text);
/// A conda environment.yml, with its pip section.
Versions torch_of_environment_yml(std::string_view text);

/// Both sets, where there are two.
Versions either(Versions a, Versions b);

}  // namespace jitlint::project
