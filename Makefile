# Hotbeat. Bare `make` lists the targets.

SWIFT ?= swift
# Imports that Package.swift does not list fail the build.
CHECKS = --explicit-target-dependency-import-check error
# `make demo HOTBEAT=path` uses a hotbeat that is built already.
HOTBEAT ?=

PACKAGES = curl libgeos-dev libpng-dev libproj-dev libsqlite3-dev libssl-dev libzip-dev make pkg-config proj-data
TEST_PACKAGES = gdal-bin librsvg2-bin python3-gdal python3-venv sqlite3
PEER_PACKAGES = g++ python3-venv r-cran-spatstat

APT = $(if $(filter 0,$(shell id -u)),,sudo) env DEBIAN_FRONTEND=noninteractive \
	apt-get -o DPkg::Lock::Timeout=600 -qq
# Installs what is missing of a list of packages, and says so.
define install
@missing=$$(for p in $(1); do \
  dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
if [ -n "$$missing" ]; then \
  echo "Installing: "$$missing; \
  $(APT) update && $(APT) install -y --no-install-recommends $$missing > /dev/null; \
else echo "Installed already: $(1)"; fi
endef

.PHONY: help deps deps-test build release test lint format demo serve bench bench-peers calibration notebooks clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

deps: ## Install the system packages that building needs (Debian)
	$(call install,$(PACKAGES))

deps-test: deps ## Install what the tests need besides
	$(call install,$(TEST_PACKAGES))

.venv/installed: notebooks/requirements.txt | deps-test
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check -r notebooks/requirements.txt
	touch $@

build: deps ## Build for debugging
	$(SWIFT) build $(CHECKS)

release: deps ## Build the hotbeat command, optimised
	$(SWIFT) build $(CHECKS) -c release --product hotbeat

test: deps-test .venv/installed ## Install what tests need and run all of them
	$(SWIFT) build $(CHECKS) --build-tests
	$(SWIFT) test $(CHECKS) --skip-build

lint: ## Check the layout of the sources
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format: ## Lay the sources out
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

demo: $(if $(HOTBEAT),,release) ## Find the hotspots of a fictional force: demo/hotspots.geojson, .svg
	@set -e; \
	hotbeat="$(if $(HOTBEAT),$(HOTBEAT),$$($(SWIFT) build -c release --show-bin-path)/hotbeat)"; \
	folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	mkdir -p demo; rm -f demo/fenmarch.gpkg; export HOTBEAT_STORE=demo/fenmarch.gpkg; \
	"$$hotbeat" simulate --seed 1 --output "$$folder/fenmarch"; \
	"$$hotbeat" init; \
	"$$hotbeat" import incidents "$$folder/fenmarch/incidents"; \
	"$$hotbeat" import areas "$$folder/fenmarch/beat.geojson" --layer beat --id code --name name \
	  --parent lpu --parent-layer lpu; \
	"$$hotbeat" import areas "$$folder/fenmarch/lpu.geojson" --layer lpu --id code --name name \
	  --parent local-authority --parent-layer local-authority; \
	"$$hotbeat" import areas "$$folder/fenmarch/local-authority.geojson" --layer local-authority \
	  --id code --name name; \
	ask() { "$$hotbeat" hotspots --offence asb --from 2024-01 --to 2024-12 --per lpu --top 5 "$$@"; }; \
	echo; ask --format table; \
	ask --output demo/hotspots.geojson; ask --output demo/hotspots.svg; \
	echo; "$$hotbeat" simulate score demo/hotspots.geojson \
	  --truth "$$folder/fenmarch/truth.geojson" --format table; \
	echo "The map is demo/hotspots.svg, the hotspots are demo/hotspots.geojson."; \
	echo "Serve them on http://127.0.0.1:8080/ with: make serve"

serve: release ## Serve the demo's store on http://127.0.0.1:8080/
	@test -f demo/fenmarch.gpkg || { echo "There is no demo yet; run: make demo"; exit 66; }
	"$$($(SWIFT) build -c release --show-bin-path)/hotbeat" serve --store demo/fenmarch.gpkg \
	  --audience analyst

bench: deps ## Measure speed on made-up and, where it is, real data; JSON lines in .build/bench.jsonl
	$(SWIFT) build $(CHECKS) -c release
	"$$($(SWIFT) build -c release --show-bin-path)/hotbeat-bench"

.venv-peers/installed: Tests/Peers/requirements.txt
	$(call install,$(PEER_PACKAGES))
	python3 -m venv .venv-peers
	.venv-peers/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

bench-peers: deps .venv-peers/installed ## Measure other programs beside ours; writes docs/performance.md, .svg
	$(SWIFT) build $(CHECKS) -c release --product hotbeat-bench
	@set -e; bench="$$($(SWIFT) build -c release --show-bin-path)/hotbeat-bench"; \
	"$$bench" peer-inputs .build/peer-inputs; \
	.venv-peers/bin/python Tests/Peers/run.py "$$bench" .build/peer-inputs .build/bench-peers.jsonl; \
	.venv-peers/bin/python Tests/Peers/report.py .build/bench-peers.jsonl docs

calibration: deps ## Measure how often each test errs and finds; writes docs/statistics.svg and its table
	$(SWIFT) build $(CHECKS) -c release --product hotbeat-calibrate
	"$$($(SWIFT) build -c release --show-bin-path)/hotbeat-calibrate"

notebooks: $(if $(HOTBEAT),,release) .venv/installed ## Run the notebooks without a screen, failing on an error
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	HOTBEAT="$(if $(HOTBEAT),$(abspath $(HOTBEAT)),$$($(SWIFT) build -c release --show-bin-path)/hotbeat)" \
	TMPDIR="$$folder" IPYTHONDIR="$$folder/ipython" MPLCONFIGDIR="$$folder/matplotlib" \
	  .venv/bin/jupyter nbconvert --log-level WARN --to notebook --execute \
	  --output-dir .build/notebooks notebooks/*.ipynb

clean: ## Remove what was built
	rm -rf .build .venv .venv-peers demo
